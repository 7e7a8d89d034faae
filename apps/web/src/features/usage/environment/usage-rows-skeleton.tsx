import { Skeleton } from '@mantine/core';
import styles from './environment-usage.module.css';

const ROWS = [48, 62, 40];

/** The shape of a list before it is there. */
export function UsageRowsSkeleton({ label }: { label: string }) {
  return (
    <ul className={styles.rows} aria-label={label} aria-busy>
      {ROWS.map((width) => (
        <li key={width} className={styles.row}>
          <Skeleton height={14} width={`${width}%`} />
          <Skeleton height={12} width={`${width + 20}%`} />
        </li>
      ))}
    </ul>
  );
}
