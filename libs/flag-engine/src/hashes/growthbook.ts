import type { HashFamily } from '../bucketing/hash';
import { bucketOfPlace } from './scale';

/** FNV-1a of the UTF-16 code units, as GrowthBook's SDKs compute it. */
function fnv32a(text: string): number {
  let hash = 0x811c9dc5;
  for (let index = 0; index < text.length; index += 1) {
    hash = Math.imul(hash ^ text.charCodeAt(index), 0x01000193);
  }
  return hash >>> 0;
}

/** GrowthBook's first hash: FNV-1a of unit and seed, 1000 places. */
export const growthbookV1: HashFamily = (parameter) => {
  if (parameter !== undefined) return undefined;
  return (seed) => (unit) => bucketOfPlace(fnv32a(unit + seed) % 1000, 1000);
};

/** GrowthBook's second hash: FNV-1a of the FNV-1a of seed and unit, 10000 places. */
export const growthbookV2: HashFamily = (parameter) => {
  if (parameter !== undefined) return undefined;
  return (seed) => (unit) => bucketOfPlace(fnv32a(String(fnv32a(seed + unit))) % 10_000, 10_000);
};
