import { bucket } from './bucket';

describe('bucket', () => {
  it.each([
    ['checkout-redesign', 'alice', 40966],
    ['checkout-redesign', 'bob', 16601],
    ['checkout-redesign', 'user-42', 2597],
    ['new-pricing', 'alice', 64034],
    ['checkout-redesign', 'Łukasz-日本', 45425],
    ['checkout-redesign', '', 18747],
    ['checkout-redesign', 'a'.repeat(200), 43003],
  ])('puts the unit of (%s, %s) into bucket %i', (seed, unit, expected) => {
    expect(bucket(seed, unit)).toBe(expected);
  });
});
