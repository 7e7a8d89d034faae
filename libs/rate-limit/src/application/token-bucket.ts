import type { Decision } from '../domain/decision';
import type { Limits } from '../domain/limits';

/**
 * Buckets of tokens by key. In any interval of t seconds a bucket gives at most
 * `capacity + t · refillPerSecond` tokens, and it refuses only what would break that.
 */
export abstract class TokenBucket {
  /**
   * Takes `cost` tokens of the bucket at `key`, or none of them.
   * @param cost a whole number from 1 to the capacity. More could never be given, so a caller
   * whose cost comes from outside refuses it first.
   * @throws RangeError when `cost` is not such a number
   */
  abstract take(key: string, cost: number, limits: Limits): Promise<Decision>;
}

/** @throws RangeError */
export function assertCost(cost: number, { capacity }: Limits): void {
  if (Number.isSafeInteger(cost) && cost >= 1 && cost <= capacity) return;
  throw new RangeError(`The cost must be a whole number from 1 to ${capacity}.`);
}
