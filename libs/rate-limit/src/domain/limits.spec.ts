import * as fc from 'fast-check';
import { paceOf } from './limits';

describe('limits in whole numbers', () => {
  it.each([
    [50, 20_000, 1],
    [1, 1_000_000, 1],
    [300_000, 10, 3],
    [2_000_000, 1, 2],
    [100_000_000, 1, 100],
    [0.001, 1_000_000_000, 1],
    [33.333, 1_000_000_000, 33_333],
  ])('express %d tokens a second exactly', (refillPerSecond, tokenTicks, ticksPerMicro) => {
    expect(paceOf({ capacity: 10, refillPerSecond })).toEqual({
      capacity: 10,
      tokenTicks,
      ticksPerMicro,
      fullTicks: 10 * tokenTicks,
    });
  });

  it('stay exact numbers, and never faster than asked for, whatever the size', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 10_000_000 }),
        fc.integer({ min: 10_000, max: 1_000_000_000 }),
        (capacity, rate) => {
          const refillPerSecond = rate / 1_000;
          const pace = paceOf({ capacity, refillPerSecond });
          const perSecond = (pace.ticksPerMicro / pace.tokenTicks) * 1e6;
          expect(pace.fullTicks).toBeLessThanOrEqual(2 ** 51);
          expect(perSecond).toBeLessThanOrEqual(refillPerSecond * (1 + 1e-12));
          expect(perSecond).toBeGreaterThan(refillPerSecond * (1 - 3e-3));
        },
      ),
    );
  });

  it.each([
    [{ capacity: 0, refillPerSecond: 1 }, 'capacity'],
    [{ capacity: 1.5, refillPerSecond: 1 }, 'capacity'],
    [{ capacity: 1, refillPerSecond: 0 }, 'refill'],
    [{ capacity: 1, refillPerSecond: 0.0001 }, 'refill'],
    [{ capacity: 1, refillPerSecond: Number.NaN }, 'refill'],
    [{ capacity: 10_000_000, refillPerSecond: 0.001 }, 'too slowly'],
    [{ capacity: 5_000_000, refillPerSecond: 0.003 }, 'too slowly'],
  ])('are refused when no bucket can be made of %j', (limits, reason) => {
    expect(() => paceOf(limits)).toThrow(reason);
  });
});
