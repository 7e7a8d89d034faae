import type { PromotionItem } from '../../api/types';
import styles from './item-action.module.css';

/** What would become of an item, in words that say where. */
export function ItemAction({ action, to }: { action: PromotionItem['action']; to: string }) {
  return (
    <span className={styles.action} data-action={action}>
      {actionWords(action, to)}
    </span>
  );
}

function actionWords(action: PromotionItem['action'], to: string): string {
  switch (action) {
    case 'create':
      return `New in ${to}`;
    case 'update':
      return `Replaces the one in ${to}`;
    case 'unchanged':
      return `The same in ${to}`;
    case 'skip':
      return `Different in ${to}: left alone`;
    case 'conflict':
      return `Different in ${to}`;
    default:
      return action satisfies never;
  }
}
