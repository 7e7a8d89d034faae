import type { UsageSeries } from './usage-series';
import { exactCount, shareWords } from '../usage-words';
import styles from './usage.module.css';
import { variantWords } from './variant-words';

interface Props {
  readonly series: UsageSeries;
  readonly colours: ReadonlyMap<string | null, string>;
}

/** Which colour is which variant, and how much of it there was. */
export function VariantLegend({ series: { variants, total }, colours }: Props) {
  return (
    <ul className={styles.legend} aria-label="By variant">
      {variants.map(({ variant, total: part }) => (
        <li key={variant ?? ''} className={styles.entry}>
          <span
            className={styles.swatch}
            style={{ background: `var(${colours.get(variant) ?? '--app-faint'})` }}
            aria-hidden
          />
          <span className={variant === null ? undefined : styles.variant}>
            {variantWords(variant)}
          </span>
          <b>{exactCount(part)}</b>
          <span className={styles.share}>{shareWords(part, total)}</span>
        </li>
      ))}
    </ul>
  );
}
