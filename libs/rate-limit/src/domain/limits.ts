/** How much a bucket holds and how fast it fills up again. */
export interface Limits {
  /** Tokens of a full bucket: what may be taken at once. A whole number, at least 1. */
  readonly capacity: number;
  /** Tokens that come back each second, counted to the thousandth. */
  readonly refillPerSecond: number;
}

/**
 * Limits in whole numbers, so that no counting is ever rounded. A token takes `tokenTicks` to come
 * back and a microsecond has `ticksPerMicro`: 300,000 tokens a second are 10 ticks each at 3 ticks
 * per microsecond, 50 a second are 20,000 ticks at 1.
 */
export interface Pace {
  readonly capacity: number;
  readonly tokenTicks: number;
  readonly ticksPerMicro: number;
  /** Ticks that a bucket needs from empty to full. */
  readonly fullTicks: number;
}

const MICROS_PER_SECOND = 1_000_000;
const RATE_STEPS = 1_000;
/** Sums of two such numbers are still exact in a double, here and in Redis' Lua. */
const MOST_TICKS = 2 ** 51;
/** Halving fewer ticks per microsecond than this would change the rate by more than a thousandth. */
const COARSEST = 2_000;

/**
 * The limits as whole numbers. A rate too fine for the size of the bucket is rounded down, by less
 * than three thousandths, and never up.
 * @throws RangeError naming what is wrong: no whole capacity, no rate, or a bucket of millions that
 * takes weeks to fill
 */
export function paceOf({ capacity, refillPerSecond }: Limits): Pace {
  if (!Number.isSafeInteger(capacity) || capacity < 1) {
    throw new RangeError('The capacity of a bucket must be a whole number of at least 1.');
  }
  const rate = Math.round(refillPerSecond * RATE_STEPS);
  if (!Number.isSafeInteger(rate) || rate < 1) {
    throw new RangeError('The refill of a bucket must be at least 0.001 tokens per second.');
  }
  const divisor = greatestCommonDivisor(MICROS_PER_SECOND * RATE_STEPS, rate);
  let tokenTicks = (MICROS_PER_SECOND * RATE_STEPS) / divisor;
  let ticksPerMicro = rate / divisor;
  while (capacity * tokenTicks > MOST_TICKS && ticksPerMicro >= COARSEST) {
    tokenTicks = Math.ceil(tokenTicks / 2);
    ticksPerMicro = Math.floor(ticksPerMicro / 2);
  }
  if (capacity * tokenTicks > MOST_TICKS) {
    throw new RangeError('The bucket fills too slowly for its size; raise the refill.');
  }
  return { capacity, tokenTicks, ticksPerMicro, fullTicks: capacity * tokenTicks };
}

function greatestCommonDivisor(a: number, b: number): number {
  return b === 0 ? a : greatestCommonDivisor(b, a % b);
}
