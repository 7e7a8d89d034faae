import { Alert, Stack } from '@mantine/core';
import type { PromotionPlan } from '../../api/types';
import { ChangeList } from '../changes/change-list';
import { ItemAction } from './item-action';
import styles from './promotion.module.css';

/** What a plan does, item by item. What stays as it is, is left out. */
export function PlanSummary({ plan, to }: { plan: PromotionPlan; to: string }) {
  const items = plan.items.filter(({ action }) => action !== 'unchanged');
  return (
    <Stack gap="sm">
      {plan.wouldFail === true && (
        <Alert role="alert" color="red" title="This would be refused">
          One of the flags cannot be promoted as it stands. Nothing would be changed.
        </Alert>
      )}
      <ul className={styles.summary}>
        {items.map(({ key, action, changes }) => (
          <li key={key}>
            <div className={styles.title}>
              <code className={styles.key}>{key}</code>
              <ItemAction action={action} to={to} />
            </div>
            <ChangeList changes={changes} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}
