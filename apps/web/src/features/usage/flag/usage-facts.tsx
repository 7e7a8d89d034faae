import { Text } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Usage } from '../../../api/types';
import { RelativeTime } from '../../../components/relative-time';
import { exactCount } from '../usage-words';
import styles from './usage.module.css';

interface Props {
  readonly usage: Usage;
  readonly total: number;
  /** The period, going on after "in the last". */
  readonly words: string;
}

/** How many, and when last. */
export function UsageFacts({ usage: { lastSeenAt, lastInBulkAt }, total, words }: Props) {
  return (
    <dl className={styles.facts}>
      <Fact label={`In the last ${words}`}>
        <b className={styles.number}>{exactCount(total)}</b>{' '}
        {total === 1 ? 'evaluation' : 'evaluations'}
      </Fact>
      <Fact label="Last asked for by its key">
        {lastSeenAt === null ? 'Never' : <RelativeTime iso={lastSeenAt} />}
      </Fact>
      {lastInBulkAt !== null && (
        <Fact label="Last in a bulk answer">
          <RelativeTime iso={lastInBulkAt} />
        </Fact>
      )}
    </dl>
  );
}

function Fact({ label, children }: { label: string; children: ReactNode }) {
  return (
    <div>
      <Text component="dt" size="sm" c="dimmed">
        {label}
      </Text>
      <dd>{children}</dd>
    </div>
  );
}
