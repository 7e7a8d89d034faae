import { withoutSecrets } from './without-secrets';

describe('what may be logged of an object', () => {
  it.each([
    'Authorization',
    'authorization',
    'Cookie',
    'Set-Cookie',
    'X-API-Key',
    'password',
    'token',
    'secret',
  ])('hides the member %s at any depth', (name) => {
    const line = { [name]: 'x', a: { [name]: 'x', b: [{ c: { [name]: 'x' } }] } };
    const hidden = { [name]: '[redacted]' };
    expect(withoutSecrets(line)).toEqual({ ...hidden, a: { ...hidden, b: [{ c: hidden }] } });
  });

  it('leaves the object itself alone', () => {
    const line = { a: { token: 'x' } };
    withoutSecrets(line);
    expect(line).toEqual({ a: { token: 'x' } });
  });

  it('costs no copy where nothing is secret', () => {
    const line = { tenant: 'zebra', changed: { by: 'u1' } };
    expect(withoutSecrets(line)).toBe(line);
  });

  it('ends in an object that contains itself', () => {
    const line: Record<string, unknown> = { name: 'loop' };
    line.self = line;
    expect(() => JSON.stringify(withoutSecrets(line))).not.toThrow();
  });
});
