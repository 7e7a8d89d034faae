const NUMBER = '(0|[1-9]\\d*)';
const PRERELEASE = '(?:0|[1-9]\\d*|\\d*[A-Za-z-][\\dA-Za-z-]*)';
const VERSION = new RegExp(
  `^v?${NUMBER}(?:\\.${NUMBER})?(?:\\.${NUMBER})?` +
    `(?:-(${PRERELEASE}(?:\\.${PRERELEASE})*))?(?:\\+[\\dA-Za-z-]+(?:\\.[\\dA-Za-z-]+)*)?$`,
);
const DIGITS = /^\d+$/;

/** No version is longer: a text that is, is no version. */
const LONGEST = 256;

/** A parsed semantic version; build metadata has no part in precedence. */
export interface Version {
  readonly core: readonly [major: string, minor: string, patch: string];
  readonly prerelease: readonly string[];
}

/** Semantic Versioning 2.0; minor and patch may be left out and are 0, a leading `v` is ignored. */
export function parseVersion(text: string): Version | undefined {
  const match = text.length > LONGEST ? null : VERSION.exec(text);
  if (match === null) return undefined;
  const [, major = '0', minor = '0', patch = '0', prerelease] = match;
  return { core: [major, minor, patch], prerelease: prerelease?.split('.') ?? [] };
}

/** Precedence: below 0 where `left` comes first, 0 where they are equal, above 0 otherwise. */
export function compareVersions(left: Version, right: Version): number {
  return (
    compareNumbers(left.core[0], right.core[0]) ||
    compareNumbers(left.core[1], right.core[1]) ||
    compareNumbers(left.core[2], right.core[2]) ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

/** A version as it is written in full. */
export function formatVersion({ core, prerelease }: Version): string {
  return core.join('.') + (prerelease.length === 0 ? '' : `-${prerelease.join('.')}`);
}

/** Digits without leading zeros, of any length. */
function compareNumbers(left: string, right: string): number {
  if (left.length !== right.length) return left.length - right.length;
  return left === right ? 0 : left < right ? -1 : 1;
}

/** A release comes after its pre-releases; of two, the first identifier that differs decides, then the shorter one. */
function comparePrereleases(left: readonly string[], right: readonly string[]): number {
  if (left.length === 0 || right.length === 0) return right.length - left.length;
  for (let index = 0; index < Math.min(left.length, right.length); index += 1) {
    const order = compareIdentifiers(left[index] as string, right[index] as string);
    if (order !== 0) return order;
  }
  return left.length - right.length;
}

function compareIdentifiers(left: string, right: string): number {
  const numeric = DIGITS.test(left);
  if (numeric !== DIGITS.test(right)) return numeric ? -1 : 1;
  if (numeric) return compareNumbers(left, right);
  return left === right ? 0 : left < right ? -1 : 1;
}
