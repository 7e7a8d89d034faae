/** What an environment's name says of how much care it asks for. */
export type EnvironmentKind = 'development' | 'staging' | 'production' | 'other';

const NAMES: readonly (readonly [EnvironmentKind, ReadonlySet<string>])[] = [
  ['production', new Set(['prod', 'production', 'live'])],
  ['staging', new Set(['staging', 'stage', 'preprod', 'uat', 'qa'])],
  ['development', new Set(['dev', 'development', 'test', 'local', 'sandbox'])],
];

/**
 * Reads the kind from the name, word by word, so that `prod-eu` is production too. Production wins
 * where two words disagree, except behind `pre` or `non`: a question too many costs a click, one
 * too few costs customers.
 */
export function environmentKind(name: string): EnvironmentKind {
  const words = name.split('-');
  if (words.includes('pre') || words.includes('non')) return 'staging';
  for (const [kind, names] of NAMES) {
    if (words.some((word) => names.has(word))) return kind;
  }
  return 'other';
}

/** Whether a change there reaches customers and is asked about first. */
export function isProductionLike(name: string): boolean {
  return environmentKind(name) === 'production';
}
