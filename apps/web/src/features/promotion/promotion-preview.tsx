import { Button, Stack } from '@mantine/core';
import { IconEqual } from '@tabler/icons-react';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import { asProblem } from '../../api/problem';
import type { PromotionPlan } from '../../api/types';
import { EmptyState } from '../../components/empty-state';
import { Panel } from '../../components/panel';
import { ProblemNotice } from '../../components/problem-notice';
import { useEnvironmentNames } from '../environments/environments.query';
import { useTenant } from '../session/session.query';
import { isChoice } from './is-choice';
import { OptionFields } from './option-fields';
import { PlanItems } from './plan-items';
import { PlanSkeleton } from './plan-skeleton';
import { PromotionBar } from './promotion-bar';
import { CAREFUL } from './promotion-options';
import type { PromotionRoute } from './promotion-route';
import { planQuery } from './promotion.query';
import { ReviewDialog } from './review.dialog';
import { RouteFields } from './route-fields';

interface Props {
  readonly way: PromotionRoute;
  readonly chosen: readonly string[];
  readonly onWay: (way: PromotionRoute) => void;
  readonly onDone: (plan: PromotionPlan) => void;
}

/** What differs between the two environments, and which of it is to be brought over. */
export function PromotionPreview({ way, chosen: chosenAtFirst, onWay, onDone }: Props) {
  const tenant = useTenant();
  const names = useEnvironmentNames();
  const [options, setOptions] = useState(CAREFUL);
  const [chosen, setChosen] = useState<ReadonlySet<string>>(new Set(chosenAtFirst));
  const [isReviewing, setReviewing] = useState(false);
  const plan = useQuery({
    ...planQuery({ tenant, ...way, ...options }),
    // What is seen stays while another option is tried; the review asks anew in any case.
    placeholderData: keepPreviousData,
  });
  const different = plan.data?.items.filter(({ action }) => action !== 'unchanged') ?? [];
  const picked = different.filter((item) => isChoice(item) && chosen.has(item.key));
  return (
    <Stack>
      <Panel>
        <RouteFields names={names} way={way} onChange={onWay} />
        <OptionFields to={way.to} options={options} onChange={setOptions} />
      </Panel>
      {plan.isError && (
        <ProblemNotice problem={asProblem(plan.error)}>
          <Button size="xs" variant="default" onClick={() => void plan.refetch()}>
            Compare again
          </Button>
        </ProblemNotice>
      )}
      <Panel flush>
        {plan.isPending && <PlanSkeleton />}
        {plan.isSuccess && different.length === 0 && <NoDifference way={way} />}
        {different.length > 0 && (
          <PlanItems items={different} way={way} chosen={chosen} onChoose={setChosen} />
        )}
      </Panel>
      {different.length > 0 && (
        <PromotionBar
          items={picked}
          way={way}
          onReplace={() => setOptions({ ...options, conflictPolicy: 'overwrite' })}
          onBringAlong={() => setOptions({ ...options, withDependencies: true })}
          onReview={() => setReviewing(true)}
        />
      )}
      {isReviewing && (
        <ReviewDialog
          request={{ tenant, ...way, ...options, keys: picked.map(({ key }) => key) }}
          onClose={() => setReviewing(false)}
          onDone={onDone}
        />
      )}
    </Stack>
  );
}

function NoDifference({ way: { from, to } }: Pick<Props, 'way'>) {
  return (
    <EmptyState icon={IconEqual} title={`${to} has everything that ${from} has`}>
      Every flag of {from} is in {to} with the same configuration. Flags that are only in {to} stay
      there: deletions are not promoted.
    </EmptyState>
  );
}
