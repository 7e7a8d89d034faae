import type { Operators } from '../comparisons/operator';
import { hashedOperators } from './hashed-in';
import { networkOperators } from './in-cidr';
import { regexOperators } from './matches';
import { versionRangeOperators } from './semver-satisfies';

/**
 * The operators that need a library: `matches`, `notMatches` (re2js), `semverSatisfies` (semver), `inCidr` (ipaddr.js),
 * `hashedIn`, `notHashedIn` (@noble/hashes). Give them to `compile`: `compile(snapshot, { operators })`.
 */
export const operators: Operators = {
  ...regexOperators,
  ...versionRangeOperators,
  ...networkOperators,
  ...hashedOperators,
};

export { hashedOperators } from './hashed-in';
export { networkOperators } from './in-cidr';
export { regexOperators } from './matches';
export { versionRangeOperators } from './semver-satisfies';
