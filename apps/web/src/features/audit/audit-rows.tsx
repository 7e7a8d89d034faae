import type { AuditEvent } from '../../api/types';
import styles from './audit.module.css';
import { AuditRow } from './audit-row';

interface Props {
  readonly events: readonly AuditEvent[];
  /** These are the page before, while the next one is on its way. */
  readonly isOld?: boolean;
  /** All of them are about one thing, whose key need not be repeated. */
  readonly isAboutOne?: boolean;
  /** Shows only what this actor did. */
  readonly onActor?: (id: string) => void;
}

/** Events, newest first as they come; each opens to what exactly it was. */
export function AuditRows({ events, isOld = false, isAboutOne = false, onActor }: Props) {
  return (
    <ul className={styles.rows} aria-busy={isOld} data-about-one={isAboutOne}>
      {events.map((event) => (
        <AuditRow key={event.id} event={event} {...(onActor !== undefined && { onActor })} />
      ))}
    </ul>
  );
}
