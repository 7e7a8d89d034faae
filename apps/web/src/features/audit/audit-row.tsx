import { Collapse, UnstyledButton } from '@mantine/core';
import { IconChevronRight } from '@tabler/icons-react';
import { Link } from '@tanstack/react-router';
import { useId, useState } from 'react';
import type { AuditEvent } from '../../api/types';
import { RelativeTime } from '../../components/relative-time';
import { EnvironmentBadge } from '../environments/environment-badge';
import { actorName } from './actor-name';
import styles from './audit.module.css';
import { AuditDetails } from './audit-details';
import { eventWords } from './event-words';

interface Props {
  readonly event: AuditEvent;
  readonly onActor?: (id: string) => void;
}

export function AuditRow({ event, onActor }: Props) {
  const [isOpen, setOpen] = useState(false);
  const details = useId();
  const words = eventWords(event);
  return (
    <li className={styles.item} data-failed={event.outcome === 'failure'}>
      <div className={styles.row}>
        <UnstyledButton
          className={styles.toggle}
          onClick={() => setOpen(!isOpen)}
          aria-expanded={isOpen}
          aria-controls={details}
        >
          <IconChevronRight size={16} className={styles.chevron} aria-hidden />
          <span className={styles.words}>{words}</span>
        </UnstyledButton>
        <Subject event={event} />
        <span className={styles.place}>
          {event.env !== null && <EnvironmentBadge name={event.env} />}
        </span>
        <span className={styles.actor}>{actorName(event.actor)}</span>
        <span className={styles.time}>
          <RelativeTime iso={event.time} />
        </span>
      </div>
      <Collapse expanded={isOpen} id={details}>
        {isOpen && <AuditDetails event={event} {...(onActor !== undefined && { onActor })} />}
      </Collapse>
    </li>
  );
}

/** What it happened to; a flag's key leads to the flag. */
function Subject({ event: { action, env, key } }: { event: AuditEvent }) {
  if (key === null || !/^(flag|segment|environment)\./.test(action)) {
    return <span className={styles.key} />;
  }
  if (env === null || !action.startsWith('flag.')) return <code className={styles.key}>{key}</code>;
  return (
    <Link to="/env/$env/flags/$key" params={{ env, key }} className={styles.key}>
      <code>{key}</code>
    </Link>
  );
}
