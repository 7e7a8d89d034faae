import { aFlag } from '../../../flag-engine/src/testing/builders';
import { EnvironmentState } from '../state/environment.state';
import { aSnapshot } from '../testing/documents';
import { AnswerCounts } from '../usage/answer.counts';
import { LocalEvaluator } from './local.evaluator';

describe('a local evaluation', () => {
  const counts = Object.assign(new AnswerCounts(), { offer: () => {} });
  const state = new EnvironmentState();
  const evaluator = new LocalEvaluator(state, counts);
  const ask = (key: string, context: object = {}) =>
    evaluator.resolve(key, { valueType: 'boolean', defaultValue: true }, context as never);

  it('has no answer before there is any state', () => {
    expect(ask('flag')).toMatchObject({ value: true, errorCode: 'PROVIDER_NOT_READY' });
  });

  describe('of a state', () => {
    beforeAll(() => {
      state.take(
        aSnapshot({
          flags: [
            aFlag({ key: 'on' }),
            aFlag({ key: 'half', strategy: { type: 'percentage', percentage: 50 } }),
            aFlag({ key: 'silent', enabled: false, offVariant: null }),
            aFlag({
              key: 'silent-text',
              enabled: false,
              valueType: 'string',
              variants: [{ name: 'a', value: 'A' }],
            }),
            aFlag({ key: 'broken', strategy: { type: 'boolean', variant: 'missing' } }),
          ],
        }),
      );
      counts.drain();
    });

    it.each([
      ['on', { value: true, variant: 'on', reason: 'STATIC' }],
      ['half', { value: true, reason: 'ERROR', errorCode: 'TARGETING_KEY_MISSING' }],
      ['silent', { value: true, reason: 'DISABLED', flagMetadata: { version: 1 } }],
      ['silent-text', { value: true, errorCode: 'TYPE_MISMATCH' }],
      ['broken', { value: true, errorCode: 'PARSE_ERROR' }],
      ['nowhere', { value: true, errorCode: 'FLAG_NOT_FOUND' }],
    ])('%s is %j', (key, answer) => {
      expect(ask(key)).toMatchObject(answer);
    });

    it('never throws, whatever the context does', () => {
      const hostile = {
        get targetingKey(): string {
          throw new Error('boom');
        },
      };
      expect(ask('half', hostile)).toMatchObject({ value: true, errorCode: 'INVALID_CONTEXT' });
      const circular: Record<string, unknown> = {};
      circular['self'] = circular;
      expect(ask('half', circular)).toMatchObject({ value: true, errorCode: 'INVALID_CONTEXT' });
      expect(ask('on', null as never)).toMatchObject({ value: true });
    });

    it('counts variants, uses of the default, and unknown keys apart', () => {
      counts.drain();
      ['on', 'on', 'silent', 'silent-text', 'nowhere'].forEach((key) => ask(key));
      const { usage, unknown, lost } = counts.drain();
      expect(usage.map(({ flag, variant, count }) => [flag, variant, count])).toEqual([
        ['on', 'on', 2],
        ['silent', undefined, 1],
        ['silent-text', undefined, 1],
      ]);
      expect(unknown).toEqual([{ flag: 'nowhere', count: 1 }]);
      expect(lost).toBe(0);
    });
  });
});
