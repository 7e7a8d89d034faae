import type { EvaluationResult } from '@app/flag-engine';
import { ZEBRA_DEV } from '../testing/api-key.builders';
import { AnswerRenderer } from './answer-renderer';
import type { Audience } from './evaluation-caller';

const { tenantId, tenant, environment } = ZEBRA_DEV;
const REF = { tenantId, tenant, environmentId: environment.id, environment: environment.name };

const SERVED: EvaluationResult = {
  reason: 'DEFAULT',
  variant: 'off',
  value: false,
  flagMetadata: { version: 3, owner: 'payments', prerequisite: 'kept-secret' },
};
const BROKEN: EvaluationResult = {
  reason: 'ERROR',
  errorCode: 'PARSE_ERROR',
  errorMessage: '/strategy/rules/0/when/segment: There is no segment "kept-secret".',
  flagMetadata: { version: 3 },
};

const renderer = new AnswerRenderer();
const bodyFor = (audience: Audience, result: EvaluationResult): unknown =>
  JSON.parse(renderer.render('checkout', result, { ref: REF, audience }).body);

describe('an answer as OFREP has it', () => {
  it('tells servers everything', () => {
    expect(bodyFor('server', SERVED)).toEqual({
      key: 'checkout',
      reason: 'DEFAULT',
      variant: 'off',
      value: false,
      metadata: { version: 3, owner: 'payments', prerequisite: 'kept-secret' },
    });
    expect(bodyFor('server', BROKEN)).toMatchObject({ errorDetails: BROKEN.errorMessage });
  });

  it('tells clients neither which other flag failed nor what a broken flag holds', () => {
    expect(bodyFor('client', SERVED)).toMatchObject({
      metadata: { version: 3, owner: 'payments' },
    });
    expect(bodyFor('client', BROKEN)).toEqual({
      key: 'checkout',
      errorCode: 'PARSE_ERROR',
      errorDetails: 'This flag cannot be evaluated as it is configured.',
      metadata: { version: 3 },
    });
    for (const result of [SERVED, BROKEN]) {
      expect(JSON.stringify(bodyFor('client', result))).not.toContain('kept-secret');
    }
  });

  it('tells clients which attribute their context lacks', () => {
    const asked: EvaluationResult = {
      reason: 'ERROR',
      errorCode: 'TARGETING_KEY_MISSING',
      errorMessage: 'The context has no "companyId".',
      flagMetadata: { version: 1 },
    };
    expect(bodyFor('client', asked)).toMatchObject({
      errorDetails: 'The context has no "companyId".',
    });
  });

  it('is written once, for each audience', () => {
    const render = (audience: Audience) =>
      renderer.render('checkout', SERVED, { ref: REF, audience });
    expect(render('server')).toBe(render('server'));
    expect(render('server')).not.toBe(render('client'));
  });
});
