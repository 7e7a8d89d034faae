import { Select } from '@mantine/core';
import { keepPreviousData, useQuery } from '@tanstack/react-query';
import { asProblem } from '../../../api/problem';
import { Paging } from '../../../components/paging';
import { Panel } from '../../../components/panel';
import { ProblemNotice } from '../../../components/problem-notice';
import { useTenant } from '../../session/session.query';
import { staleFlagsQuery } from '../usage.query';
import { NoStaleFlags } from './no-stale-flags';
import { StaleFlagRow } from './stale-flag-row';
import { UsageRowsSkeleton } from './usage-rows-skeleton';
import styles from './environment-usage.module.css';
import { isStaleDays, STALE_DAYS, type StaleDays } from './usage.search';

const PAGE_SIZE = 25;
const CHOICES = Object.entries(STALE_DAYS).map(([value, words]) => ({
  value,
  label: `in ${words}`,
}));

interface Props {
  readonly env: string;
  readonly days: StaleDays;
  readonly page: number;
  readonly onDays: (days: StaleDays) => void;
  readonly onPage: (page: number) => void;
}

/** Flags that nobody asked for in a time, which may be ready to go. */
export function StaleFlags({ env, days, page, onDays, onPage }: Props) {
  const tenant = useTenant();
  const stale = useQuery({
    ...staleFlagsQuery({ tenant, env, days, page, pageSize: PAGE_SIZE }),
    placeholderData: keepPreviousData,
  });
  return (
    <Panel
      title="Flags that nobody asked for"
      flush
      aside={
        <Select
          w={130}
          size="xs"
          aria-label="Nobody asked for it"
          data={CHOICES}
          value={String(days)}
          onChange={(chosen) => isStaleDays(Number(chosen)) && onDays(Number(chosen) as StaleDays)}
          allowDeselect={false}
          checkIconPosition="right"
        />
      }
    >
      {stale.isPending && <UsageRowsSkeleton label="Loading flags that nobody asked for" />}
      {stale.isError && <ProblemNotice problem={asProblem(stale.error)} />}
      {stale.data?.total === 0 && <NoStaleFlags env={env} report={stale.data} />}
      {stale.data !== undefined && stale.data.total > 0 && (
        <>
          <ul className={styles.rows} aria-busy={stale.isPlaceholderData}>
            {stale.data.items.map((flag) => (
              <StaleFlagRow key={flag.key} flag={flag} env={env} />
            ))}
          </ul>
          <Paging
            page={page}
            pageSize={PAGE_SIZE}
            total={stale.data.total}
            noun="flag"
            onPage={onPage}
          />
        </>
      )}
    </Panel>
  );
}
