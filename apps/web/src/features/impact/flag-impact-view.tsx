import { Stack } from '@mantine/core';
import type { FlagImpact } from '../../api/types';
import { Disclosure } from '../../components/disclosure';
import { Cautions } from './cautions';
import { FromTo } from './from-to';
import { ImpactExamples } from './impact-examples';
import styles from './impact.module.css';

interface Props {
  readonly flag: FlagImpact;
  /** Its key must be said. */
  readonly isOneOfMany: boolean;
}

/** From which answer to which, how many, and some of them. */
export function FlagImpactView({ flag, isOneOfMany }: Props) {
  const { key, changed, transitions, examples, cautions } = flag;
  return (
    <Stack gap="xs">
      {isOneOfMany && <code className={styles.key}>{key}</code>}
      <ul className={styles.transitions} aria-label={`Changes of ${key}`}>
        {transitions.map(({ from, to, count }) => (
          <li key={JSON.stringify([from, to])} className={styles.transition}>
            <FromTo from={from} to={to} />
            <span className={styles.bar} aria-hidden>
              <span style={{ width: `${(count / changed) * 100}%` }} />
            </span>
            <b className={styles.count}>{count.toLocaleString('en')}</b>
          </li>
        ))}
      </ul>
      <Cautions cautions={cautions} />
      <Disclosure label={`Some of them (${examples.length})`}>
        <ImpactExamples examples={examples} />
      </Disclosure>
    </Stack>
  );
}
