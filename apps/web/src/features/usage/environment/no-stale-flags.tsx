import { IconEye, IconLeaf } from '@tabler/icons-react';
import type { StaleFlags } from '../../../api/types';
import { EmptyState } from '../../../components/empty-state';
import { RelativeTime } from '../../../components/relative-time';
import { INTERVAL_MS } from '../usage-period';

/** No flag is stale: because every one is asked for, or because nobody has looked for long enough. */
export function NoStaleFlags({ env, report }: { env: string; report: StaleFlags }) {
  const { days, since } = report;
  if (Date.parse(since) > Date.now() - days * INTERVAL_MS.day) {
    return (
      <EmptyState icon={IconEye} title="Too early to tell">
        Usage is noted since <RelativeTime iso={since} />: what was not watched for {days} days
        cannot be called unused. Choose fewer days, or come back later.
      </EmptyState>
    );
  }
  return (
    <EmptyState icon={IconLeaf} title={`Every flag of ${env} is asked for`}>
      In the last {days} days applications asked for each of them by its key, or it is too new to
      tell.
    </EmptyState>
  );
}
