import fc from 'fast-check';
import { LocalBucket } from './local.bucket';

describe('a token bucket of one process', () => {
  it('admits a burst, then one token as each comes back', () => {
    const bucket = new LocalBucket({ burst: 3, perSecond: 10 });
    const kinds = [0, 0, 0, 0, 99, 100, 101].map((now) => bucket.take(1_000 + now).kind);
    expect(kinds).toEqual([
      'allowed',
      'allowed',
      'allowed',
      'limited',
      'limited',
      'allowed',
      'limited',
    ]);
  });

  it('says when the next token is there', () => {
    const bucket = new LocalBucket({ burst: 1, perSecond: 4 });
    bucket.take(0);
    expect(bucket.take(50)).toEqual({ kind: 'limited', retryAfterMs: 200 });
  });

  it('never admits more than burst + t × rate in any interval', () => {
    const gaps = fc.array(fc.integer({ min: 0, max: 300 }), { minLength: 1, maxLength: 200 });
    const limits = fc.record({
      burst: fc.integer({ min: 1, max: 20 }),
      perSecond: fc.integer({ min: 1, max: 50 }),
    });
    fc.assert(
      fc.property(limits, gaps, ({ burst, perSecond }, waits) => {
        const bucket = new LocalBucket({ burst, perSecond });
        let now = 10_000;
        const admitted: number[] = [];
        for (const wait of waits) {
          now += wait;
          if (bucket.take(now).kind === 'allowed') admitted.push(now);
        }
        admitted.forEach((from, first) => {
          admitted.slice(first).forEach((to, more) => {
            expect(more + 1).toBeLessThanOrEqual(burst + ((to - from) / 1000) * perSecond + 0.02);
          });
        });
      }),
    );
  });
});
