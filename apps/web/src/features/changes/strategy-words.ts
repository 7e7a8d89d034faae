/** A strategy as the API gives it; read with care, since the form knows only some of them. */
export interface StrategyLike {
  readonly type?: unknown;
  readonly percentage?: unknown;
  readonly allow?: unknown;
  readonly deny?: unknown;
  readonly rules?: unknown;
  readonly fallthrough?: unknown;
}

/** Who gets a flag that is switched on, in words that need no manual: `30 % of users`. */
export function strategyWords(strategy: StrategyLike | undefined): string {
  switch (strategy?.type) {
    case undefined:
      return 'Nothing';
    case 'boolean':
      return 'Everyone';
    case 'percentage':
      return `${percentageWords(strategy.percentage)} of users`;
    case 'targeting':
      return targetingWords(idsOf(strategy.allow), idsOf(strategy.deny));
    case 'rules':
      return rulesWords(strategy);
    default:
      return 'A strategy of its own';
  }
}

/** `12.5 %`; a share is never rounded, since 0.001 % is a share too. */
export function percentageWords(percentage: unknown): string {
  return typeof percentage === 'number' ? `${percentage} %` : '0 %';
}

/** `1,204 users`, `1 user`. */
export function countWords(count: number, noun: string): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** The strings of a list of ids; anything else has none. */
export function idsOf(list: unknown): string[] {
  return Array.isArray(list) ? list.filter((id): id is string => typeof id === 'string') : [];
}

function targetingWords(allow: readonly string[], deny: readonly string[]): string {
  if (allow.length === 0) return 'Nobody yet: no users are allowed';
  const allowed = `${countWords(allow.length, 'user')} allowed`;
  return deny.length === 0 ? allowed : `${allowed}, ${deny.length.toLocaleString('en')} denied`;
}

function rulesWords({ rules, fallthrough }: StrategyLike): string {
  const count = Array.isArray(rules) ? rules.length : 0;
  if (count > 0) return `Decided by ${countWords(count, 'rule')}`;
  const isSplit = typeof fallthrough === 'object' && fallthrough !== null && 'split' in fallthrough;
  return isSplit && Array.isArray(fallthrough.split)
    ? `Split between ${countWords(fallthrough.split.length, 'variant')}`
    : 'Decided by other flags';
}
