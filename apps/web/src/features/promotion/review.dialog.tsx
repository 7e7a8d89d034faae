import { Alert, Button, Group, Modal, Skeleton, Stack, Text } from '@mantine/core';
import { IconRefresh } from '@tabler/icons-react';
import { useQuery } from '@tanstack/react-query';
import { asProblem, Problem } from '../../api/problem';
import type { PromotionPlan, PromotionRequest } from '../../api/types';
import { ProblemNotice } from '../../components/problem-notice';
import { countWords } from '../changes/strategy-words';
import { EnvironmentBadge } from '../environments/environment-badge';
import { isProductionLike } from '../environments/environment-kind';
import { ImpactPreview } from '../impact/impact-preview';
import { planQuery, usePromote } from './promotion.query';
import { PlanSummary } from './plan-summary';

interface Props {
  readonly request: PromotionRequest;
  readonly onClose: () => void;
  readonly onDone: (plan: PromotionPlan) => void;
}

/**
 * The last look: a dry run of exactly what is about to be asked for. It is applied only if both
 * environments still stand where that dry run saw them.
 */
export function ReviewDialog({ request, onClose, onDone }: Props) {
  const { tenant, ...promotion } = request;
  const { from, to } = promotion;
  const plan = useQuery(planQuery(request));
  const promote = usePromote();
  const apply = (seen: PromotionPlan): void =>
    promote.mutate({ ...request, expect: seen.revisions }, { onSuccess: onDone });
  const lookAgain = (): void => {
    promote.reset();
    void plan.refetch();
  };
  const writes = plan.data === undefined ? 0 : plan.data.summary.create + plan.data.summary.update;
  return (
    <Modal
      opened
      onClose={onClose}
      size="lg"
      title={
        <Text fw={650} span>
          Promote from <EnvironmentBadge name={from} /> to <EnvironmentBadge name={to} />
        </Text>
      }
    >
      <Stack>
        {plan.isPending && <Skeleton height={120} />}
        {plan.isError && <ProblemNotice problem={asProblem(plan.error)} />}
        {plan.isSuccess && <PlanSummary plan={plan.data} />}
        <ImpactPreview
          request={{ tenant, promotion }}
          disabled={!plan.isSuccess || plan.data.wouldFail || writes === 0}
        />
        {promote.isError && <Refusal error={promote.error} onLookAgain={lookAgain} />}
        <Group justify="flex-end">
          <Button variant="default" onClick={onClose}>
            Cancel
          </Button>
          <Button
            loading={promote.isPending}
            disabled={!plan.isSuccess || plan.isFetching || plan.data.wouldFail || writes === 0}
            onClick={() => plan.isSuccess && apply(plan.data)}
            {...(isProductionLike(to) && { color: 'var(--app-red)' })}
          >
            Apply {countWords(writes, 'change')} to {to}
          </Button>
        </Group>
      </Stack>
    </Modal>
  );
}

/** Nothing was changed. If that is because something moved since the dry run, look again. */
function Refusal({ error, onLookAgain }: { error: Error; onLookAgain: () => void }) {
  const hasMoved = error instanceof Problem && (error.status === 412 || error.status === 409);
  if (!hasMoved) return <ProblemNotice problem={asProblem(error)} />;
  return (
    <Alert
      role="alert"
      color="yellow"
      icon={<IconRefresh size={18} />}
      title="Someone changed one of the two environments in between"
    >
      <Text size="sm">Nothing was promoted. {error.message}</Text>
      <Button size="xs" variant="default" mt="sm" onClick={onLookAgain}>
        Compare again
      </Button>
    </Alert>
  );
}
