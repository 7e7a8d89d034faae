import { Text } from '@mantine/core';
import type { FieldChange } from '../../../api/types';
import { ChangeList } from '../../changes/change-list';
import styles from './pending-changes.module.css';

/** What saving would change, before it is saved. */
export function PendingChanges({ changes }: { changes: readonly FieldChange[] }) {
  return (
    <div className={styles.pending} aria-live="polite">
      {changes.length === 0 ? (
        <Text size="sm" c="dimmed">
          Nothing is changed yet.
        </Text>
      ) : (
        <ChangeList changes={changes} />
      )}
    </div>
  );
}
