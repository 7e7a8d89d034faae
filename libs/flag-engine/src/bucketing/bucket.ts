import type { Hash } from './hash';
import { murmur3, murmur3Prefix } from './murmur3';

/** How many buckets there are: a percentage has three decimals. */
export const BUCKETS = 100_000;

/**
 * The bucket of a unit, 0 to 99999, the same in every environment and language; its integer division by 1000 is
 * the user's bucket 0 to 99. A percentage `p` admits buckets below `round(p × 1000)`.
 */
export function bucket(seed: string, unit: string): number {
  return toggleV1(seed)(unit);
}

/** `toggle-v1`: MurmurHash3 of `seed:unit`, spread over the buckets. */
export const toggleV1: Hash = (seed) => {
  const prefix = murmur3Prefix(`${seed}:`);
  return (unit) => Math.floor((murmur3(prefix, unit) * BUCKETS) / 2 ** 32);
};
