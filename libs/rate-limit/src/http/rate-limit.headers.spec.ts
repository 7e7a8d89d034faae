import { levelHeaders, policyHeader } from './rate-limit.headers';

const LIMITS = { capacity: 200, refillPerSecond: 50 };
const LEVEL = { fullAfterMs: 3_990, source: 'redis' as const };

describe('the headers of a limited answer', () => {
  it('state the policy as a quota and the whole seconds in which it comes back', () => {
    expect(policyHeader(LIMITS)).toBe('"tenant";q=200;w=4');
    expect(policyHeader({ capacity: 10, refillPerSecond: 100 })).toBe('"tenant";q=10;w=1');
    expect(policyHeader({ capacity: 10, refillPerSecond: 3 })).toBe('"tenant";q=10;w=4');
  });

  it('state capacity, rest and the time until the next token', () => {
    expect(
      levelHeaders({ kind: 'allowed', remaining: 7, nextTokenMs: 20, ...LEVEL }, LIMITS),
    ).toEqual({
      'X-RateLimit-Limit': '200',
      'X-RateLimit-Remaining': '7',
      RateLimit: '"tenant";r=7;t=1',
    });
  });

  it('say the same instant in Retry-After and in RateLimit when refused', () => {
    const refused = { kind: 'limited' as const, remaining: 0, nextTokenMs: 2_001, ...LEVEL };
    expect(levelHeaders({ ...refused, retryAfterMs: 2_001 }, LIMITS)).toMatchObject({
      RateLimit: '"tenant";r=0;t=3',
      'Retry-After': '3',
    });
    expect(levelHeaders({ ...refused, retryAfterMs: 1 }, LIMITS)).toMatchObject({
      'Retry-After': '1',
    });
  });
});
