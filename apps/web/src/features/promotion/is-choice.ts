import type { PromotionItem } from '../../api/types';

/** Whether someone can choose it by itself; what flags depend on comes along or not, as the options say. */
export function isChoice({ kind, dependency }: PromotionItem): boolean {
  return kind === 'flag' && !dependency;
}
