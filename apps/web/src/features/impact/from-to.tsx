import { IconArrowRight } from '@tabler/icons-react';
import type { Outcome } from '../../api/types';
import styles from './impact.module.css';
import { outcomeWords } from './outcome-words';

/** The answer now and the answer then. */
export function FromTo({ from, to }: { from: Outcome; to: Outcome }) {
  return (
    <span className={styles.pair}>
      <span>{outcomeWords(from, to)}</span>
      <IconArrowRight size={14} aria-label="becomes" />
      <span>{outcomeWords(to, from)}</span>
    </span>
  );
}
