import type { HashFamily } from '../bucketing/hash';
import { murmur3, murmur3Prefix } from '../bucketing/murmur3';
import { bucketOfPlace, countOf } from './scale';

const VARIANT_SEED = 86_028_157;

/** Unleash's gradual rollout: MurmurHash3 of `groupId:unit`, 100 places. */
export const unleash: HashFamily = (parameter) => {
  if (parameter !== undefined) return undefined;
  return (seed) => {
    const prefix = murmur3Prefix(`${seed}:`);
    return (unit) => bucketOfPlace(murmur3(prefix, unit) % 100, 100);
  };
};

/** Unleash's variants: the same with another seed, as many places as the weights add up to (`unleash-variant/1000`). */
export const unleashVariant: HashFamily = (parameter) => {
  const total = countOf(parameter);
  if (total === undefined) return undefined;
  return (seed) => {
    const prefix = murmur3Prefix(`${seed}:`, VARIANT_SEED);
    return (unit) => bucketOfPlace(murmur3(prefix, unit) % total, total);
  };
};
