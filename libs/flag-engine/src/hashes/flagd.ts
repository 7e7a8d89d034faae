import { BUCKETS } from '../bucketing/bucket';
import type { HashFamily } from '../bucketing/hash';
import { murmur3, murmur3Prefix } from '../bucketing/murmur3';
import { bucketOfPlace, bucketOfShare, countOf } from './scale';

/** flagd until 0.14: the absolute value of a signed MurmurHash3 of seed and unit, written one after the other. */
export const flagdV1: HashFamily = (parameter) => {
  if (parameter !== undefined) return undefined;
  return (seed) => {
    const prefix = murmur3Prefix(seed);
    return (unit) => bucketOfShare(Math.abs(murmur3(prefix, unit) | 0) / 2 ** 31);
  };
};

/**
 * flagd since 0.15: MurmurHash3 of seed and unit, as many places as the weights add up to (`flagd-v2/3`); without
 * a number 100000, which is the same for every sum of weights that divides it.
 */
export const flagdV2: HashFamily = (parameter) => {
  const total = parameter === undefined ? BUCKETS : countOf(parameter);
  if (total === undefined) return undefined;
  return (seed) => {
    const prefix = murmur3Prefix(seed);
    return (unit) => bucketOfPlace(Math.floor((murmur3(prefix, unit) * total) / 2 ** 32), total);
  };
};
