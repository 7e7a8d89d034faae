import type { CountedUsage } from './usage.source';

/** No flag has a longer key, and a report with such a key would be refused as a whole. */
const LONGEST_KEY = 128;
const CONTROL = /[\p{Cc}\p{Cs}]/u;
/** What fits into a report, however long the names in it are, and in whatever script. */
const MOST_ENTRIES = 400;

/**
 * What was counted, as it may be told: without keys that can be no flag's, which count as lost, and
 * in parts that a server takes. There is one part at least.
 */
export function tellable({ usage, unknown, lost }: CountedUsage): readonly CountedUsage[] {
  const told = usage.filter(({ flag }) => isKey(flag));
  const missed = unknown.filter(({ flag }) => isKey(flag));
  const untold = total([...usage, ...unknown]) - total([...told, ...missed]);
  const parts = [{ usage: told.slice(0, MOST_ENTRIES), unknown: missed, lost: lost + untold }];
  for (let at = MOST_ENTRIES; at < told.length; at += MOST_ENTRIES) {
    parts.push({ usage: told.slice(at, at + MOST_ENTRIES), unknown: [], lost: 0 });
  }
  return parts;
}

function isKey(flag: string): boolean {
  return flag !== '' && flag.length <= LONGEST_KEY && !CONTROL.test(flag);
}

function total(counts: readonly { readonly count: number }[]): number {
  return counts.reduce((sum, { count }) => sum + count, 0);
}
