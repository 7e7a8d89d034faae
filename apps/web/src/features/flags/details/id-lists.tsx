import { Code } from '@mantine/core';
import { countWords, idsOf, type StrategyLike } from '../../changes/strategy-words';
import styles from './flag-summary.module.css';

const SHOWN = 20;

/** The first of the ids that a targeting strategy lists. */
export function IdLists({ strategy }: { strategy: StrategyLike }) {
  return (
    <>
      <Ids label="Allowed" ids={idsOf(strategy.allow)} />
      <Ids label="Denied" ids={idsOf(strategy.deny)} />
    </>
  );
}

function Ids({ label, ids }: { label: string; ids: readonly string[] }) {
  if (ids.length === 0) return null;
  const rest = ids.length - SHOWN;
  return (
    <span className={styles.ids}>
      {label}
      {ids.slice(0, SHOWN).map((id) => (
        <Code key={id}>{id}</Code>
      ))}
      {rest > 0 && `and ${countWords(rest, 'other')}`}
    </span>
  );
}
