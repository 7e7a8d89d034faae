import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { HashFamily } from '../bucketing/hash';
import { bucketOfPlace } from './scale';

/** CRC-32 (IEEE). */
function crc32(bytes: Uint8Array): number {
  let crc = -1;
  for (const byte of bytes) {
    crc ^= byte;
    for (let bit = 0; bit < 8; bit += 1) crc = (crc >>> 1) ^ (crc & 1 ? 0xedb88320 : 0);
  }
  return ~crc >>> 0;
}

/** Flipt's distributions among variants: CRC-32 of flag key and entity id, 1000 places. */
export const flipt: HashFamily = (parameter) => {
  if (parameter !== undefined) return undefined;
  return (seed) => (unit) => bucketOfPlace(crc32(utf8ToBytes(seed + unit)) % 1000, 1000);
};

/** Flipt's thresholds of boolean flags: CRC-32 of entity id and flag key, 100 places. */
export const fliptBoolean: HashFamily = (parameter) => {
  if (parameter !== undefined) return undefined;
  return (seed) => (unit) => bucketOfPlace(crc32(utf8ToBytes(unit + seed)) % 100, 100);
};
