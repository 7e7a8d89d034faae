import { Text } from '@mantine/core';
import { Link } from '@tanstack/react-router';
import type { PromotionItem } from '../../api/types';
import { ChangeList } from '../changes/change-list';
import { ItemAction } from './item-action';
import styles from './promotion.module.css';
import type { PromotionRoute } from './promotion-route';

interface Props {
  readonly item: PromotionItem;
  readonly way: PromotionRoute;
}

/** One thing of a plan: what it is, what becomes of it, why, and what differs. */
export function PlanItem({ item, way: { from, to } }: Props) {
  const { kind, key, action, reason, changes, dependency, missing = [] } = item;
  return (
    <>
      <div className={styles.title}>
        {kind === 'flag' ? (
          <Link to="/env/$env/flags/$key" params={{ env: from, key }} className={styles.key}>
            <code>{key}</code>
          </Link>
        ) : (
          <code className={styles.key}>{key}</code>
        )}
        <ItemAction action={action} to={to} />
        {kind === 'segment' && <Note>segment</Note>}
        {dependency && <Note>comes along: another one needs it</Note>}
      </div>
      {reason !== undefined && missing.length > 0 && <Note>{reason}</Note>}
      <ChangeList changes={changes} />
    </>
  );
}

function Note({ children }: { children: string }) {
  return (
    <Text size="sm" c="dimmed" mb={4}>
      {children}
    </Text>
  );
}
