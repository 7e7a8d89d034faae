import type { Flag } from '../../api/types';
import { strategyWords } from '../changes/strategy-words';
import styles from './audience.module.css';

/** Who gets the flag, in words and, where it is a share, as a bar. Pale while the flag is off. */
export function Audience({ flag }: { flag: Pick<Flag, 'enabled' | 'strategy'> }) {
  const { strategy } = flag;
  return (
    <span className={styles.audience} data-off={!flag.enabled}>
      {strategy.type === 'percentage' && (
        <span className={styles.bar} aria-hidden>
          <span style={{ width: `${strategy.percentage}%` }} />
        </span>
      )}
      <span>{strategyWords(strategy)}</span>
    </span>
  );
}
