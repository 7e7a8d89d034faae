import { compile } from './compile/compile';
import { withDefaults } from './defaults';
import { evaluate } from './evaluate';

describe('the three simple strategies', () => {
  const flags = [
    withDefaults({ key: 'boolean', enabled: true, strategy: { type: 'boolean' } }),
    withDefaults({ key: 'disabled', enabled: false, strategy: { type: 'boolean' } }),
    withDefaults({
      key: 'checkout-redesign',
      enabled: true,
      strategy: { type: 'percentage', percentage: 17 },
    }),
    withDefaults({
      key: 'targeting',
      enabled: true,
      strategy: { type: 'targeting', allow: ['a', 'b'], deny: ['b'] },
    }),
  ].map((flag) => ({ ...flag, version: 3 }));
  const compiled = compile({ flags, segments: [] });

  it.each([
    ['boolean', {}, { value: true, variant: 'on', reason: 'STATIC' }],
    ['disabled', {}, { value: false, variant: 'off', reason: 'DISABLED' }],
    ['checkout-redesign', { userId: 'bob' }, { value: true, variant: 'on', reason: 'SPLIT' }],
    [
      'checkout-redesign',
      { targetingKey: 'alice' },
      { value: false, variant: 'off', reason: 'SPLIT' },
    ],
    [
      'checkout-redesign',
      {},
      {
        reason: 'ERROR',
        errorCode: 'TARGETING_KEY_MISSING',
        errorMessage: expect.stringContaining('targetingKey'),
      },
    ],
    ['targeting', { targetingKey: 'a' }, { value: true, variant: 'on', reason: 'TARGETING_MATCH' }],
    [
      'targeting',
      { targetingKey: 'b' },
      { value: false, variant: 'off', reason: 'TARGETING_MATCH' },
    ],
    ['targeting', { targetingKey: 'c' }, { value: false, variant: 'off', reason: 'DEFAULT' }],
  ])('answer for %s and %j', (key, context, expected) => {
    expect(evaluate(compiled, key, context, 0)).toEqual({
      ...expected,
      flagMetadata: { version: 3 },
    });
  });
});
