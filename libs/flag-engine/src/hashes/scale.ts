import { BUCKETS } from '../bucketing/bucket';

/** The bucket of place `index` of `count` equal places. A count that does not divide the buckets rounds up. */
export function bucketOfPlace(index: number, count: number): number {
  return Math.ceil((index * BUCKETS) / count);
}

/** The bucket of a share, 0 ≤ share ≤ 1. */
export function bucketOfShare(share: number): number {
  return Math.min(Math.floor(share * BUCKETS), BUCKETS - 1);
}

/** The whole number, 1 to a million, that a hash's name gives as its parameter. */
export function countOf(parameter: string | undefined): number | undefined {
  return parameter !== undefined && /^[1-9]\d{0,6}$/.test(parameter)
    ? Number(parameter)
    : undefined;
}
