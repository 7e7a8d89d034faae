import { Button, Group, Stack } from '@mantine/core';
import { IconCircleCheck } from '@tabler/icons-react';
import { LinkButton } from '../../components/link-button';
import type { PromotionPlan } from '../../api/types';
import { EmptyState } from '../../components/empty-state';
import { Panel } from '../../components/panel';
import { countWords } from '../changes/strategy-words';
import { PlanSummary } from './plan-summary';

interface Props {
  readonly plan: PromotionPlan;
  readonly to: string;
  readonly onMore: () => void;
}

/** What was done, and where to see it. */
export function PromotionDone({ plan, to, onMore }: Props) {
  const { create, update } = plan.summary;
  return (
    <Stack>
      <Panel>
        <EmptyState
          icon={IconCircleCheck}
          title={`${countWords(create + update, 'change')} applied to ${to}`}
          action={
            <Group gap="xs" justify="center">
              <LinkButton to="/env/$env/flags" params={{ env: to }}>
                Flags in {to}
              </LinkButton>
              <LinkButton to="/audit" search={{ env: to }} variant="default">
                Audit log of {to}
              </LinkButton>
              <LinkButton to="/env/$env/clients" params={{ env: to }} variant="default">
                Who has it already
              </LinkButton>
              <Button variant="default" onClick={onMore}>
                Promote more
              </Button>
            </Group>
          }
        >
          {create} new, {update} replaced, all in one step.
        </EmptyState>
      </Panel>
      <Panel title="What was changed">
        <PlanSummary plan={plan} />
      </Panel>
    </Stack>
  );
}
