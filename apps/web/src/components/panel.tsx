import type { PropsWithChildren, ReactNode } from 'react';
import styles from './panel.module.css';

type Props = PropsWithChildren<{ title?: ReactNode; aside?: ReactNode; flush?: boolean }>;

/** A sheet on the canvas. `flush` leaves the padding to what lies on it (lists, tables). */
export function Panel({ title, aside, flush = false, children }: Props) {
  return (
    <section className={styles.panel}>
      {title !== undefined && (
        <header className={styles.header}>
          <h2 className={styles.title}>{title}</h2>
          {aside}
        </header>
      )}
      <div className={flush ? undefined : styles.body}>{children}</div>
    </section>
  );
}
