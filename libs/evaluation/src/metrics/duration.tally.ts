import type { Histogram } from 'prom-client';

type Labels = Readonly<Record<string, string>>;

/**
 * What prom-client keeps of one combination of labels. It has no way to add many observations at
 * once and takes a microsecond for one; the spec of this file holds what is relied on here.
 */
interface Series {
  readonly labels: Labels;
  readonly bucketValues: Record<string, number>;
  sum: number;
  count: number;
}

/** Observations of one combination of labels, counted as plain numbers until they are handed over. */
export class DurationTally {
  private readonly series: Series | undefined;
  private readonly bounds: readonly number[];
  private readonly counts: number[];
  private count = 0;
  private sum = 0;

  /** @param histogram whose labels are all among `labels` */
  constructor(histogram: Histogram<string>, labels: Labels) {
    this.series = seriesOf(histogram, labels);
    this.bounds = Object.keys(this.series?.bucketValues ?? {})
      .map(Number)
      .sort((a, b) => a - b);
    this.counts = this.bounds.map(() => 0);
  }

  observe(seconds: number): void {
    this.count += 1;
    this.sum += seconds;
    const { bounds, counts } = this;
    for (let index = 0; index < bounds.length; index += 1) {
      if (seconds > (bounds[index] as number)) continue;
      counts[index] = (counts[index] as number) + 1;
      return;
    }
  }

  /** Adds everything observed since the last time to the histogram. */
  handOver(): void {
    const { series } = this;
    if (series === undefined || this.count === 0) return;
    this.bounds.forEach((bound, index) => {
      series.bucketValues[bound] = (series.bucketValues[bound] ?? 0) + (this.counts[index] ?? 0);
    });
    series.sum += this.sum;
    series.count += this.count;
    this.counts.fill(0);
    [this.sum, this.count] = [0, 0];
  }
}

function seriesOf(histogram: Histogram<string>, labels: Labels): Series | undefined {
  const kept = (): Series | undefined =>
    Object.values((histogram as unknown as { hashMap: Record<string, Series> }).hashMap).find(
      (series) => Object.entries(labels).every(([name, value]) => series.labels[name] === value),
    );
  if (kept() === undefined) histogram.zero(labels);
  return kept();
}
