import type { NotedEvaluation } from '@app/evaluation';
import { aRef } from '../testing/usage.builders';
import { evaluationEvent } from './evaluation-event';

const REF = aRef();
const AT = Date.parse('2026-11-25T12:00:00Z');

describe('the event of an evaluation', () => {
  const eventOf = (result: NotedEvaluation['result'], key = 'checkout') =>
    evaluationEvent({ ref: REF, key, result }, AT);

  it('says which variant was served and why, and nothing of value or context', () => {
    const result = {
      value: { secret: true },
      variant: 'on',
      reason: 'TARGETING_MATCH',
      flagMetadata: { version: 7, rule: 'r1' },
    } as const;
    expect(eventOf(result)).toEqual({
      at: AT,
      attributes: {
        'feature_flag.key': 'checkout',
        'feature_flag.provider.name': 'toggle-service',
        'feature_flag.set.id': `${REF.tenant}/dev`,
        'feature_flag.result.variant': 'on',
        'feature_flag.result.reason': 'targeting_match',
        'feature_flag.version': '7',
      },
    });
  });

  it('has no variant where the caller’s own default applies', () => {
    const { attributes } = eventOf({ reason: 'DISABLED', flagMetadata: { version: 1 } });
    expect(attributes).not.toHaveProperty(['feature_flag.result.variant']);
    expect(attributes).toMatchObject({ 'feature_flag.result.reason': 'disabled' });
  });

  it('names an error', () => {
    const { attributes } = eventOf({
      reason: 'ERROR',
      errorCode: 'FLAG_NOT_FOUND',
      errorMessage: 'no',
      flagMetadata: {},
    });
    expect(attributes).toMatchObject({
      'feature_flag.result.reason': 'error',
      'error.type': 'flag_not_found',
    });
    expect(attributes).not.toHaveProperty(['feature_flag.version']);
  });

  it('does not grow with what is asked for', () => {
    const { attributes } = eventOf({ reason: 'DISABLED', flagMetadata: {} }, 'x'.repeat(10_000));
    expect(attributes['feature_flag.key']).toHaveLength(128);
  });
});
