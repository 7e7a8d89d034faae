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
  readonly major: number;
  readonly minor: number;
  readonly patch: number;
  readonly prerelease: readonly string[];
}

/** Semantic Versioning 2.0; minor and patch may be left out and are 0, a leading `v` is ignored. */
export function parseVersion(text: string): Version | undefined {
  const match = text.length > LONGEST ? null : VERSION.exec(text);
  if (match === null) return undefined;
  const [major = 0, minor = 0, patch = 0] = match.slice(1, 4).map((digits = '0') => Number(digits));
  if (![major, minor, patch].every(Number.isSafeInteger)) return undefined;
  return { major, minor, patch, prerelease: match[4]?.split('.') ?? [] };
}

/**
 * The precedence of a text against a release, read without an object or a regular expression; NaN for a text that is
 * not just up to three short numbers with dots between. Nearly all versions are.
 */
export function orderOfRelease(text: string, { major, minor, patch }: Version): number {
  let order = 0;
  let wanted = major;
  let number = -1;
  let dots = 0;
  if (text.length > 11) return NaN;
  for (let index = 0; index < text.length; index += 1) {
    const code = text.charCodeAt(index);
    if (code === 0x2e && number >= 0 && dots < 2) {
      if (order === 0) order = number - wanted;
      wanted = dots === 0 ? minor : patch;
      number = -1;
      dots += 1;
    } else if (code < 0x30 || code > 0x39 || number === 0) return NaN;
    else number = number < 0 ? code - 0x30 : number * 10 + (code - 0x30);
  }
  if (number < 0) return NaN;
  if (order !== 0) return order;
  return number - wanted || (dots === 0 && -minor) || (dots < 2 && -patch) || 0;
}

/** Precedence: below 0 where `left` comes first, 0 where they are equal, above 0 otherwise. */
export function compareVersions(left: Version, right: Version): number {
  return (
    left.major - right.major ||
    left.minor - right.minor ||
    left.patch - right.patch ||
    comparePrereleases(left.prerelease, right.prerelease)
  );
}

/** A version as it is written in full. */
export function formatVersion({ major, minor, patch, prerelease }: Version): string {
  return `${major}.${minor}.${patch}${prerelease.length === 0 ? '' : `-${prerelease.join('.')}`}`;
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

/** Numbers by value and before words, words by their characters. Numbers may have any length. */
function compareIdentifiers(left: string, right: string): number {
  const numeric = DIGITS.test(left);
  if (numeric !== DIGITS.test(right)) return numeric ? -1 : 1;
  if (numeric && left.length !== right.length) return left.length - right.length;
  return left === right ? 0 : left < right ? -1 : 1;
}
