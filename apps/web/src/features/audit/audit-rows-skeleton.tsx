import { Skeleton } from '@mantine/core';
import styles from './audit.module.css';

const ROWS = [44, 60, 38, 52, 47, 63, 41];

/** The shape of the log before it is there. */
export function AuditRowsSkeleton() {
  return (
    <ul className={styles.rows} aria-label="Loading events" aria-busy>
      {ROWS.map((width) => (
        <li key={width} className={styles.item}>
          <div className={styles.row}>
            <Skeleton height={12} width={`${width + 20}%`} />
            <Skeleton height={12} width={`${width}%`} />
          </div>
        </li>
      ))}
    </ul>
  );
}
