import type { PromotionItem } from '../../api/types';

/** What stands in the way of the chosen flags, by what would clear it. */
export interface Obstacles {
  /** They are different in the target: replace, or leave out. */
  readonly different: number;
  /** They need what the target lacks or has differently: bring it along, or leave them out. */
  readonly needy: number;
}

export function obstaclesOf(items: readonly PromotionItem[]): Obstacles {
  const conflicts = items.filter(({ action }) => action === 'conflict');
  const needy = conflicts.filter(({ missing }) => missing !== undefined && missing.length > 0);
  return { different: conflicts.length - needy.length, needy: needy.length };
}
