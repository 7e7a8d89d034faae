import { Text } from '@mantine/core';
import { IconArrowRight } from '@tabler/icons-react';
import type { FieldChange } from '../../api/types';
import styles from './change-list.module.css';
import type { ChangeWords } from './change-words';
import { describeChanges } from './describe-changes';
import { MemberList } from './member-list';

/** Differences in words: what, from what, to what. */
export function ChangeList({ changes }: { changes: readonly FieldChange[] }) {
  const words = describeChanges(changes);
  if (words.length === 0) {
    return (
      <Text size="sm" c="dimmed">
        No difference in what the flag does.
      </Text>
    );
  }
  return (
    <dl className={styles.changes}>
      {words.map((change) => (
        <div key={`${change.kind}${change.path}`} className={styles.change}>
          <dt>{change.label}</dt>
          <dd>
            <ChangeBody change={change} />
          </dd>
        </div>
      ))}
    </dl>
  );
}

function ChangeBody({ change }: { change: ChangeWords }) {
  switch (change.kind) {
    case 'value':
      return <BeforeAfter before={change.before} after={change.after} />;
    case 'members':
      return <MemberList added={change.added} removed={change.removed} />;
    case 'moved':
      return change.from === undefined
        ? `At position ${change.to}`
        : `Moved from position ${change.from} to ${change.to}`;
    default:
      return change satisfies never;
  }
}

function BeforeAfter({ before, after }: { before?: string; after?: string }) {
  return (
    <span className={styles.pair}>
      {before !== undefined && <del className={styles.before}>{before}</del>}
      {before !== undefined && after !== undefined && (
        <IconArrowRight size={14} className={styles.arrow} aria-hidden />
      )}
      {after !== undefined && <ins className={styles.after}>{after}</ins>}
    </span>
  );
}
