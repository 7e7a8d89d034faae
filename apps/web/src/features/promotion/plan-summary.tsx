import { Alert, Stack } from '@mantine/core';
import type { PromotionPlan } from '../../api/types';
import { PlanItem } from './plan-item';
import styles from './promotion.module.css';

/** What a plan does, item by item. What stays as it is, is left out. */
export function PlanSummary({ plan }: { plan: PromotionPlan }) {
  const { from, to } = plan;
  const items = plan.items.filter(({ action }) => action !== 'unchanged');
  return (
    <Stack gap="sm">
      {plan.wouldFail && (
        <Alert role="alert" color="red" title="This would be refused">
          {plan.failure ?? 'One of the flags cannot be promoted as it stands.'} Nothing would be
          changed.
        </Alert>
      )}
      <ul className={styles.summary}>
        {items.map((item) => (
          <li key={`${item.kind} ${item.key}`}>
            <PlanItem item={item} way={{ from, to }} />
          </li>
        ))}
      </ul>
    </Stack>
  );
}
