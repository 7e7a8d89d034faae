import { Skeleton } from '@mantine/core';
import styles from './flag-list.module.css';

const ROWS = [62, 48, 71, 40, 55, 66];

/** The shape of the list before it is there, so that nothing jumps when it comes. */
export function FlagRowsSkeleton() {
  return (
    <ul className={styles.rows} aria-label="Loading flags" aria-busy>
      {ROWS.map((width) => (
        <li key={width} className={styles.row}>
          <Skeleton height={20} width={38} radius="xl" />
          <div className={styles.flag}>
            <Skeleton height={14} width={`${width}%`} maw={260} mb={8} />
            <Skeleton height={10} width={`${width / 1.6}%`} maw={170} />
          </div>
          <Skeleton height={10} width={110} className={styles.audience} />
          <Skeleton height={10} width={70} className={styles.changed} />
        </li>
      ))}
    </ul>
  );
}
