import { Anchor, Group, Text } from '@mantine/core';
import type { AuditEvent } from '../../api/types';
import { CopyText } from '../../components/copy-text';
import { momentWords } from '../../components/time-words';
import { ChangeList } from '../changes/change-list';
import { actorName } from './actor-name';
import styles from './audit.module.css';

interface Props {
  readonly event: AuditEvent;
  readonly onActor?: (id: string) => void;
}

/** Everything that is known of an event. */
export function AuditDetails({ event, onActor }: Props) {
  const { changes, actor, revision, promotionId, requestId, ip } = event;
  return (
    <div className={styles.details}>
      {changes.length > 0 && <ChangeList changes={changes} />}
      <Group gap="4px 20px" className={styles.facts}>
        <span>{momentWords(new Date(event.time))}</span>
        {revision !== null && <span>Revision {revision}</span>}
        {ip !== null && <span>From {ip}</span>}
        {requestId !== null && (
          <span>
            Request <CopyText text={requestId} />
          </span>
        )}
        {promotionId !== undefined && (
          <span>
            Part of promotion <CopyText text={promotionId} />
          </span>
        )}
        {onActor !== undefined && (
          <Anchor component="button" type="button" size="xs" onClick={() => onActor(actor.id)}>
            Only events by {actorName(actor)}
          </Anchor>
        )}
      </Group>
      {event.outcome === 'failure' && (
        <Text size="sm" c="var(--app-red-text)">
          This was refused.
        </Text>
      )}
    </div>
  );
}
