import { sha1 } from '@noble/hashes/legacy.js';
import { bytesToHex, utf8ToBytes } from '@noble/hashes/utils.js';
import type { HashFamily } from '../bucketing/hash';
import { bucketOfShare } from './scale';

/** LaunchDarkly: the first 15 hexadecimal digits of the SHA-1 of `seed.unit`, where the seed is `key.salt` or the rollout's own. */
export const launchdarkly: HashFamily = (parameter) => {
  if (parameter !== undefined) return undefined;
  return (seed) => (unit) => {
    const digits = bytesToHex(sha1(utf8ToBytes(`${seed}.${unit}`))).slice(0, 15);
    return bucketOfShare(parseInt(digits, 16) / 2 ** 60);
  };
};
