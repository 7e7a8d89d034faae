import { InvalidParameter } from '@app/kernel';
import { fingerprintOf } from './fingerprint';
import { idempotencyKey } from './idempotency-key';

describe('the key that a header states', () => {
  it.each([
    ['8e03978e-40d5-43dd-bc93-6894a57f9324', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"8e03978e-40d5-43dd-bc93-6894a57f9324"', '8e03978e-40d5-43dd-bc93-6894a57f9324'],
    ['"two words, and a comma"', 'two words, and a comma'],
    [String.raw`"a \"quote\" and a \\"`, 'a "quote" and a \\'],
    ['x'.repeat(255), 'x'.repeat(255)],
  ])('is, of %s, %s', (header, key) => {
    expect(idempotencyKey(header)).toBe(key);
  });

  it.each([
    '',
    '""',
    '"open',
    'two words',
    'a, b',
    '"k";a=1',
    String.raw`"\x"`,
    'zwölf',
    '"tab\t"',
    'x'.repeat(256),
  ])('is refused when it is %j', (header) => {
    expect(() => idempotencyKey(header)).toThrow(InvalidParameter);
  });
});

describe('the fingerprint of a request', () => {
  const request = { method: 'POST', url: '/features?x=1', body: { a: 1, b: [{ c: null, d: 2 }] } };

  it('is the same for members in another order', () => {
    const reordered = { ...request, body: { b: [{ d: 2, c: null }], a: 1 } };
    expect(fingerprintOf(reordered)).toEqual(fingerprintOf(request));
    expect(fingerprintOf(request)).toHaveLength(32);
  });

  it.each([
    { method: 'DELETE' },
    { url: '/features?x=2' },
    { ifMatch: '"1"' },
    { body: { a: '1', b: [{ c: null, d: 2 }] } },
    { body: undefined },
  ])('is another one with %j', (change) => {
    expect(fingerprintOf({ ...request, ...change })).not.toEqual(fingerprintOf(request));
  });
});
