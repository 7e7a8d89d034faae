import { StoreUnavailable } from '@app/kernel';
import { EnvironmentNotFound } from '@app/tenancy';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';
import {
  failed,
  limited,
  otherEnvironment,
  tooLarge,
  unauthenticated,
  wrongMediaType,
} from './refusals';

const lost = Object.assign(new Error('connect ECONNREFUSED 10.0.0.7:5432'), {
  code: 'ECONNREFUSED',
});

const REFUSALS: readonly [number, string, (key?: string) => OfrepAnswer][] = [
  [401, 'GENERAL', unauthenticated],
  [403, 'GENERAL', (key) => otherEnvironment('dev', key)],
  [413, 'INVALID_CONTEXT', tooLarge],
  [415, 'INVALID_CONTEXT', wrongMediaType],
  [429, 'GENERAL', (key) => limited(1, key)],
  [500, 'GENERAL', (key) => failed(new Error('relation "flags" does not exist'), key)],
  [503, 'GENERAL', (key) => failed(new StoreUnavailable('The database', 7), key)],
  [503, 'GENERAL', (key) => failed(lost, key)],
];

describe('a refusal of the data plane', () => {
  it.each(REFUSALS)('%d has what published providers fail without', (status, errorCode, refuse) => {
    const refused = { errorCode, errorDetails: expect.stringMatching(/./), metadata: {}, status };
    expect(JSON.parse(refuse('my-flag').body)).toMatchObject({ key: 'my-flag', ...refused });
    expect(JSON.parse(refuse().body)).toMatchObject(refused);
    expect(JSON.parse(refuse().body)).not.toHaveProperty('key');
    expect(refuse().status).toBe(status);
  });

  it('says nothing of what went wrong inside', () => {
    for (const error of [new Error('relation "flags" does not exist'), lost, 'text', undefined]) {
      expect(failed(error).body).not.toMatch(/relation|ECONNREFUSED|10\.0\.0\.7|text/);
    }
  });

  it.each([
    [0, 1],
    [1, 1],
    [1_000, 1],
    [1_001, 2],
    [59_999.5, 60],
  ])('asks to come back after whole seconds: %d ms are %d', (milliseconds, seconds) => {
    expect(limited(milliseconds).retryAfterSeconds).toBe(seconds);
  });

  it('of an environment that is gone is a flag that was not found, on the route of one', () => {
    const gone = new EnvironmentNotFound('dev');
    expect(JSON.parse(failed(gone, 'my-flag').body)).toMatchObject({
      key: 'my-flag',
      errorCode: 'FLAG_NOT_FOUND',
    });
    expect([failed(gone).status, failed(gone, 'my-flag').status]).toEqual([404, 404]);
    expect(JSON.parse(failed(gone).body)).toMatchObject({ errorCode: 'GENERAL' });
  });
});
