import { Disclosure } from '../../../components/disclosure';
import type { UsageSeries } from './usage-series';
import { exactCount, intervalWords } from '../usage-words';
import styles from './usage.module.css';
import { variantWords } from './variant-words';

/** The same numbers as the chart, for those who read rather than look. Newest first. */
export function UsageTable({ series }: { series: UsageSeries }) {
  return (
    <Disclosure label="The numbers as a table">
      <Rows series={series} />
    </Disclosure>
  );
}

function Rows({ series: { starts, interval, variants } }: { series: UsageSeries }) {
  const places = starts
    .map((_start, place) => place)
    .filter((place) => variants.some(({ counts }) => (counts[place] ?? 0) > 0))
    .reverse();
  return (
    <div className={styles.scroll} tabIndex={0} role="region" aria-label="Evaluations by time">
      <table className={styles.table}>
        <thead>
          <tr>
            <th scope="col">Time</th>
            {variants.map(({ variant }) => (
              <th key={variant ?? ''} scope="col">
                {variantWords(variant)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {places.map((place) => (
            <tr key={place}>
              <th scope="row">{intervalWords(starts[place] ?? 0, interval)}</th>
              {variants.map(({ variant, counts }) => (
                <td key={variant ?? ''}>{exactCount(counts[place] ?? 0)}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  );
}
