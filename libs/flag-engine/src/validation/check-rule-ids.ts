import type { Problem } from '../compile/problem';
import type { FlagConfig } from '../model/flag';

/** Rules of a flag have different ids: answers, diffs and promotions tell them apart by these. */
export function checkRuleIds({ strategy }: FlagConfig): Problem[] {
  if (strategy.type !== 'rules') return [];
  const taken = new Set<string | undefined>();
  return (strategy.rules ?? []).flatMap(({ id }, index): Problem[] => {
    if (!taken.has(id)) {
      taken.add(id);
      return [];
    }
    const detail = `Rules of a flag have different ids: "${id}" is taken.`;
    return [{ pointer: `/strategy/rules/${index}/id`, code: 'duplicate', detail }];
  });
}
