import styles from './environment-badge.module.css';
import { environmentKind } from './environment-kind';

/** The name of an environment in its colour. Production also says so in words to a screen reader. */
export function EnvironmentBadge({ name }: { name: string }) {
  return (
    <span className={styles.badge} data-environment-kind={environmentKind(name)}>
      <span className={styles.dot} aria-hidden />
      {name}
    </span>
  );
}

/** The colour alone, beside a name that stands there anyway. */
export function EnvironmentDot({ name }: { name: string }) {
  return <span className={styles.dot} data-environment-kind={environmentKind(name)} aria-hidden />;
}
