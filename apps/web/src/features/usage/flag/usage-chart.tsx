import 'uplot/dist/uPlot.min.css';
import { useComputedColorScheme } from '@mantine/core';
import { useElementSize } from '@mantine/hooks';
import { useEffect, useRef, useState } from 'react';
import uPlot from 'uplot';
import { chartOptions } from './chart-options';
import { stacked, type UsageSeries } from './usage-series';
import { exactCount, intervalWords } from '../usage-words';
import styles from './usage.module.css';
import { variantWords } from './variant-words';

interface Props {
  readonly series: UsageSeries;
  readonly colours: ReadonlyMap<string | null, string>;
  /** The period, going on after "in the last". */
  readonly words: string;
}

/** Evaluations over time, variants stacked. The table has the same numbers. */
export function UsageChart({ series, colours, words }: Props) {
  const { ref, width } = useElementSize();
  const place = useRef<HTMLDivElement>(null);
  const scheme = useComputedColorScheme('light');
  const [pointedAt, setPointedAt] = useState<number>();

  useEffect(() => {
    if (place.current === null || width === 0) return undefined;
    const options = chartOptions({ series, colours, width, onPoint: setPointedAt });
    const seconds = series.starts.map((start) => start / 1_000);
    const chart = new uPlot(options, [seconds, ...stacked(series)], place.current);
    return () => chart.destroy();
    // The colours are read from the page, so that another scheme is another picture.
  }, [series, colours, width, scheme]);

  return (
    <div ref={ref}>
      <div
        ref={place}
        role="img"
        aria-label={`Evaluations in the last ${words}: ${summary(series)}`}
        className={styles.chart}
      />
      <p className={styles.readout} aria-hidden>
        {pointedAt === undefined ? 'Point at a bar to read it.' : readout(series, pointedAt)}
      </p>
    </div>
  );
}

function summary({ variants }: UsageSeries): string {
  return variants
    .map(({ variant, total }) => `${variantWords(variant)} ${exactCount(total)}`)
    .join(', ');
}

function readout({ starts, interval, variants }: UsageSeries, place: number): string {
  const start = starts[place];
  if (start === undefined) return '';
  const counts = variants.map(
    ({ variant, counts: row }) => `${variantWords(variant)} ${exactCount(row[place] ?? 0)}`,
  );
  return `${intervalWords(start, interval)}: ${counts.join(' · ')}`;
}
