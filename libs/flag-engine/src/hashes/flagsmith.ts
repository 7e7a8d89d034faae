import { md5 } from '@noble/hashes/legacy.js';
import { utf8ToBytes } from '@noble/hashes/utils.js';
import type { HashFamily } from '../bucketing/hash';
import { bucketOfPlace } from './scale';

const PLACES = 9998;

/** Flagsmith: the MD5 of the ids joined by commas, modulo 9999; the last place is hashed again, with the ids repeated. */
export const flagsmith: HashFamily = (parameter) => {
  if (parameter !== undefined) return undefined;
  return (seed) => (unit) => {
    const ids = `${seed},${unit}`;
    let text = ids;
    let place = remainder(md5(utf8ToBytes(text)));
    while (place === PLACES) {
      text += `,${ids}`;
      place = remainder(md5(utf8ToBytes(text)));
    }
    return bucketOfPlace(place, PLACES);
  };
};

/** A big-endian number modulo 9999. */
function remainder(bytes: Uint8Array): number {
  return bytes.reduce((sum, byte) => (sum * 256 + byte) % (PLACES + 1), 0);
}
