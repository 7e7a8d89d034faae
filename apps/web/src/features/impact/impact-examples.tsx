import type { ImpactExample } from '../../api/types';
import { FromTo } from './from-to';
import styles from './impact.module.css';

/** Some of those who would get another answer, as far as their contexts are kept. */
export function ImpactExamples({ examples }: { examples: readonly ImpactExample[] }) {
  return (
    <ul className={styles.examples}>
      {examples.map(({ context, from, to }, place) => (
        <li key={place} className={styles.example}>
          <span className={styles.attributes}>
            {Object.entries(context).map(([name, value]) => (
              <span key={name} className={styles.attribute}>
                <span>{name}</span> {typeof value === 'string' ? value : JSON.stringify(value)}
              </span>
            ))}
          </span>
          <FromTo from={from} to={to} />
        </li>
      ))}
    </ul>
  );
}
