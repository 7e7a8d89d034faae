import { Checkbox, Skeleton, Stack, Text } from '@mantine/core';
import { lazy, Suspense, useMemo, useState } from 'react';
import type { Usage } from '../../../api/types';
import { LostCounts } from './lost-counts';
import { NeverAsked } from './never-asked';
import { UsageFacts } from './usage-facts';
import { USAGE_PERIODS, type UsagePeriodName } from '../usage-period';
import { usageSeries, usageTotals } from './usage-series';
import { UsageTable } from './usage-table';
import { exactCount } from '../usage-words';
import styles from './usage.module.css';
import { variantColours } from './variant-colours';
import { VariantLegend } from './variant-legend';

const UsageChart = lazy(async () => ({ default: (await import('./usage-chart')).UsageChart }));

interface Props {
  readonly usage: Usage;
  readonly period: UsagePeriodName;
  /** This is of another period, while the chosen one is on its way. */
  readonly isOld: boolean;
}

/** The numbers of a period, as facts, as a picture and as a table. */
export function FlagUsageReport({ usage, period, isOld }: Props) {
  const { named, bulk } = usageTotals(usage);
  const [choice, setChoice] = useState<boolean>();
  const withBulk = choice ?? named === 0;
  const series = useMemo(() => usageSeries(usage, { withBulk }), [usage, withBulk]);
  const colours = useMemo(
    () => variantColours(usage.totals.map(({ variant }) => variant)),
    [usage.totals],
  );
  const { words } = USAGE_PERIODS[period];
  if (isNeverAsked(usage)) return <NeverAsked usage={usage} />;
  return (
    <Stack gap="md" aria-busy={isOld} className={styles.report}>
      <UsageFacts usage={usage} total={series.total} words={words} />
      <LostCounts lost={usage.lost} env={usage.env} />
      {series.total > 0 && (
        <>
          <VariantLegend series={series} colours={colours} />
          <Suspense fallback={<Skeleton height={220} />}>
            <UsageChart series={series} colours={colours} words={words} />
          </Suspense>
        </>
      )}
      {bulk > 0 && (
        <Checkbox
          label={`With ${exactCount(bulk)} in bulk answers`}
          description="Given among all other flags to whoever asked for all of them, needed or not."
          checked={withBulk}
          onChange={({ currentTarget }) => setChoice(currentTarget.checked)}
        />
      )}
      {series.total > 0 && <UsageTable series={series} />}
      {series.total === 0 && bulk === 0 && (
        <Text size="sm" c="dimmed">
          Try a longer period. Counts follow some seconds behind, those of SDKs when they report.
        </Text>
      )}
    </Stack>
  );
}

function isNeverAsked({ lastSeenAt, lastInBulkAt, points }: Usage): boolean {
  return lastSeenAt === null && lastInBulkAt === null && points.length === 0;
}
