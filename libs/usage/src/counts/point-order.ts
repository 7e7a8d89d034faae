import type { UsagePoint } from './usage.store';

/** By time, then variant in the order of its characters (code points), none first. */
export function inPointOrder(a: UsagePoint, b: UsagePoint): number {
  if (a.at !== b.at) return a.at - b.at;
  // UTF-8 keeps the order of code points; UTF-16, in which strings compare, does not.
  return Buffer.compare(Buffer.from(a.variant ?? ''), Buffer.from(b.variant ?? ''));
}
