import {
  handleEvaluationError,
  OFREPApi,
  OFREPApiTooManyRequestsError,
  OFREPApiUnauthorizedError,
  OFREPForbiddenError,
  toResolutionDetails,
} from '@openfeature/ofrep-core';
import { eventually } from '@app/testing';
import { logIn } from './support/client';
import { EventReader } from './support/event-reader';
import { EvaluationTenant } from './support/evaluation-tenant';
import { conformingFetch } from './support/ofrep-conformance';
import { MODES, useApp } from './support/use-app';

const ALICE = { context: { targetingKey: 'alice' } };
const variants = (...values: unknown[]) => values.map((value, i) => ({ name: `v${i}`, value }));

describe.each(MODES)('the published protocol client, %s', (mode) => {
  const app = useApp(mode);
  let tenant: EvaluationTenant;
  let api: OFREPApi;
  let readers: EventReader[] = [];

  const clientOf = (secret: string, baseUrl = app.url, query?: URLSearchParams) =>
    new OFREPApi(
      { baseUrl, headers: [['Authorization', `Bearer ${secret}`]], ...(query && { query }) },
      conformingFetch,
    );
  /** As a provider for servers does it. */
  const resolve = async <T extends boolean | string | number | object>(
    key: string,
    fallback: T,
    question: Parameters<OFREPApi['postEvaluateFlag']>[1] = ALICE,
  ) => {
    const { httpStatus, value } = await api.postEvaluateFlag(key, question);
    if (httpStatus !== 200) return handleEvaluationError(value, fallback);
    return toResolutionDetails(value, fallback as never);
  };

  beforeAll(async () => {
    tenant = new EvaluationTenant(await logIn(() => app.url));
    const { secret } = await tenant.newKey();
    api = clientOf(secret);
    await tenant.put('switch');
    await tenant.put('switched-off', { enabled: false });
    await tenant.put('no-opinion', { enabled: false, offVariant: null });
    await tenant.put('split', { strategy: { type: 'percentage', percentage: 50 } });
    await tenant.put('listed', { strategy: { type: 'targeting', allow: ['alice'] } });
  });
  afterEach(() => {
    readers.forEach((reader) => reader.close());
    readers = [];
  });

  it.each<[string, boolean | string | number | object]>([
    ['boolean', false],
    ['string', 'a text, with “quotes” and ünïcode 🦓'],
    ['string', ''],
    ['number', 0],
    ['number', -1.5],
    ['number', 2_147_483_647],
    ['number', 9_007_199_254_740_991],
    ['object', { deep: { list: [1, 'two', null], flag: false } }],
    ['object', {}],
  ])('gets a %s as it was written: %j', async (valueType, value) => {
    const [key, other] = [`typed-${valueType}`, valueType === 'boolean' ? true : undefined];
    await tenant.admin.delete('/features', { tenant: 'zebra', env: 'dev', key });
    await tenant.put(key, {
      valueType,
      variants: variants(value, ...(other === undefined ? [] : [other])),
      strategy: { type: 'boolean', variant: 'v0' },
      offVariant: null,
    });
    await eventually(async () => {
      const details = await resolve(key, otherOf(value));
      expect(details).toMatchObject({ value, variant: 'v0', reason: 'STATIC' });
      expect(details.errorCode).toBeUndefined();
    });
  });

  it('tells a flag that does not exist from one that is off, and keeps the default apart', async () => {
    expect(await resolve('no-such-flag', true)).toMatchObject({
      value: true,
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
    });
    expect(await resolve('switched-off', true)).toMatchObject({ value: false, reason: 'DISABLED' });
    expect(await resolve('no-opinion', true)).toMatchObject({ value: true, reason: 'DISABLED' });
  });

  it('finds a type that is not the one asked for', async () => {
    expect(await resolve('switch', 'a text')).toMatchObject({ errorCode: 'TYPE_MISMATCH' });
  });

  it('is asked for a targeting key where bucketing needs it, and only there', async () => {
    const nobody = { context: {} };
    expect(await resolve('split', false, nobody)).toMatchObject({
      errorCode: 'TARGETING_KEY_MISSING',
    });
    expect(await resolve('switch', false, nobody)).toMatchObject({ value: true });
    expect(await resolve('split', false)).toMatchObject({ reason: 'SPLIT' });
  });

  it('is told what is wrong with a context', async () => {
    const broken = { context: 'alice' } as never;
    expect(await resolve('switch', false, broken)).toMatchObject({ errorCode: 'INVALID_CONTEXT' });
    const { httpStatus, value } = await api.postBulkEvaluateFlags(broken);
    expect([httpStatus, (value as { errorCode: string }).errorCode]).toEqual([
      400,
      'INVALID_CONTEXT',
    ]);
  });

  it.each(['with space', 'ümlaut', 'a/b', '%2F', '?keys=switch', 'x'.repeat(100)])(
    'hears that there is no flag named %j, whatever that does to the URL',
    async (key) => {
      expect(await resolve(key, true)).toMatchObject({ errorCode: 'FLAG_NOT_FOUND' });
    },
  );

  it('gets everything at once, and 304 until something changes', async () => {
    const first = await api.postBulkEvaluateFlags(ALICE);
    const etag = first.httpResponse?.headers.get('ETag');
    expect([first.httpStatus, typeof etag]).toEqual([200, 'string']);
    expect((await api.postBulkEvaluateFlags(ALICE, etag)).httpStatus).toBe(304);
    const bob = { context: { targetingKey: 'bob' } };
    expect((await api.postBulkEvaluateFlags(bob, etag)).httpStatus).toBe(200);
    await tenant.put('switch', { description: `${Math.random()}` });
    await eventually(async () => {
      expect((await api.postBulkEvaluateFlags(ALICE, etag)).httpStatus).toBe(200);
    });
  });

  it('gets 200 and the new state when an event announced it, whatever its validator', async () => {
    const before = await api.postBulkEvaluateFlags(ALICE);
    const etag = before.httpResponse?.headers.get('ETag');
    const { eventStreams } = before.value as {
      eventStreams: { endpoint: { requestUri: string } }[];
    };
    const reader = await EventReader.open(
      `${app.url}${eventStreams[0]?.endpoint.requestUri ?? ''}`,
      {},
    );
    readers.push(reader);
    await tenant.put('announced', { description: `${Math.random()}` });
    const event = JSON.parse((await reader.next()).data) as { etag: string };
    const after = await api.postBulkEvaluateFlags(ALICE, etag, { flagConfigEtag: event.etag });
    expect(after.httpStatus).toBe(200);
    const { flags, metadata } = after.value as {
      flags: { key: string }[];
      metadata: { revision: number };
    };
    expect(flags.map(({ key }) => key)).toContain('announced');
    expect(event.etag.endsWith(`:${metadata.revision}`)).toBe(true);
  });

  it('refuses for good what opens nothing, in both forms', async () => {
    const nobody = clientOf('nonsense');
    await expect(nobody.postEvaluateFlag('switch', ALICE)).rejects.toThrow(
      OFREPApiUnauthorizedError,
    );
    await expect(nobody.postBulkEvaluateFlags(ALICE)).rejects.toThrow(OFREPApiUnauthorizedError);
    const { secret } = await tenant.newKey('manage', { env: undefined });
    await expect(clientOf(secret).postBulkEvaluateFlags(ALICE)).rejects.toThrow(
      OFREPForbiddenError,
    );
    const dev = clientOf(secret, app.url, new URLSearchParams({ env: 'dev' }));
    expect((await dev.postBulkEvaluateFlags(ALICE)).httpStatus).toBe(200);
    const nowhere = clientOf(secret, app.url, new URLSearchParams({ env: 'nowhere' }));
    expect((await nowhere.postEvaluateFlag('switch', ALICE)).httpStatus).toBe(404);
  });

  it('is told when to come back once it is past its limit', async () => {
    const limited = await app.another({
      EVALUATION_KEY_RATE_LIMIT_BURST: '2',
      EVALUATION_KEY_RATE_LIMIT_SUSTAINED_PER_SEC: '0.5',
    });
    const eager = clientOf((await tenant.newKey()).secret, limited);
    await eager.postBulkEvaluateFlags(ALICE);
    await eager.postEvaluateFlag('switch', ALICE);
    const refused = eager.postEvaluateFlag('switch', ALICE);
    await expect(refused).rejects.toThrow(OFREPApiTooManyRequestsError);
    const error = (await refused.catch(
      (thrown: unknown) => thrown,
    )) as OFREPApiTooManyRequestsError;
    expect(error.retryAfterSeconds).toBeGreaterThanOrEqual(1);
    expect(error.retryAfterSeconds).toBeLessThanOrEqual(2);
    await expect(eager.postBulkEvaluateFlags(ALICE)).rejects.toThrow(OFREPApiTooManyRequestsError);
  });
});

/** A default of the same type that is another value. */
function otherOf(value: boolean | string | number | object): boolean | string | number | object {
  switch (typeof value) {
    case 'boolean':
      return !value;
    case 'string':
      return `not ${value}`;
    case 'number':
      return value + 1;
    default:
      return { other: true };
  }
}
