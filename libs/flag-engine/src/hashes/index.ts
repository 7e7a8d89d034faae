import type { Hashes } from '../bucketing/hash';
import { flagdV1, flagdV2 } from './flagd';
import { flagsmith } from './flagsmith';
import { flipt, fliptBoolean } from './flipt';
import { growthbookV1, growthbookV2 } from './growthbook';
import { launchdarkly } from './launchdarkly';
import { unleash, unleashVariant } from './unleash';

/**
 * Other systems' bucketing, for flags that move in without one user changing sides. Give them to `compile`:
 * `compile(snapshot, { hashes })`.
 */
export const hashes: Hashes = {
  unleash,
  'unleash-variant': unleashVariant,
  launchdarkly,
  'growthbook-v1': growthbookV1,
  'growthbook-v2': growthbookV2,
  flagsmith,
  flipt,
  'flipt-boolean': fliptBoolean,
  'flagd-v1': flagdV1,
  'flagd-v2': flagdV2,
};
