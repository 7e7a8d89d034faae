import { SegmentedControl, Skeleton } from '@mantine/core';
import { useQuery } from '@tanstack/react-query';
import { asProblem } from '../../../api/problem';
import type { Flag } from '../../../api/types';
import { Panel } from '../../../components/panel';
import { ProblemNotice } from '../../../components/problem-notice';
import { useTenant } from '../../session/session.query';
import { FlagUsageReport } from './flag-usage-report';
import { isUsagePeriodName, USAGE_PERIODS, type UsagePeriodName } from '../usage-period';
import { flagUsageQuery } from '../usage.query';

const CHOICES = Object.entries(USAGE_PERIODS).map(([value, { label }]) => ({ value, label }));

interface Props {
  readonly flag: Flag;
  readonly env: string;
  readonly period: UsagePeriodName;
  readonly onPeriod: (period: UsagePeriodName) => void;
}

/** Who got what of a flag in this environment, over time. */
export function FlagUsage({ flag, env, period, onPeriod }: Props) {
  const tenant = useTenant();
  const usage = useQuery(flagUsageQuery({ tenant, env, key: flag.key }, period));
  return (
    <Panel
      title={`Usage in ${env}`}
      aside={
        <SegmentedControl
          size="xs"
          aria-label="Period"
          data={CHOICES}
          value={period}
          onChange={(chosen) => isUsagePeriodName(chosen) && onPeriod(chosen)}
        />
      }
    >
      {usage.isPending && <Skeleton height={220} aria-label="Loading the usage" />}
      {usage.isError && <ProblemNotice problem={asProblem(usage.error)} />}
      {usage.isSuccess && (
        <FlagUsageReport usage={usage.data} period={period} isOld={usage.isPlaceholderData} />
      )}
    </Panel>
  );
}
