import type { Usage, VariantUsage } from '../../../api/types';
import { INTERVAL_MS } from '../usage-period';

/** Evaluations of one variant; `counts` has one for each interval. */
export interface VariantSeries {
  /** `null`: the caller's own default, or an error. */
  readonly variant: string | null;
  readonly counts: readonly number[];
  readonly total: number;
}

/** Evaluations over time, with the intervals in which nothing was evaluated. */
export interface UsageSeries {
  /** When each interval began: epoch milliseconds. */
  readonly starts: readonly number[];
  readonly interval: Usage['interval'];
  /** Most evaluated first. */
  readonly variants: readonly VariantSeries[];
  readonly total: number;
}

/** Which evaluations are counted: those that named the flag, or those of bulk answers as well. */
export interface Counting {
  readonly withBulk: boolean;
}

export function usageSeries(usage: Usage, { withBulk }: Counting): UsageSeries {
  const countOf = ({ count, bulk }: VariantUsage): number => (withBulk ? count + bulk : count);
  const starts = intervalStarts(usage);
  const places = new Map(starts.map((start, index) => [start, index]));
  const counts = new Map<string | null, number[]>();
  for (const { at, variants } of usage.points) {
    const place = places.get(Date.parse(at));
    if (place === undefined) continue;
    for (const used of variants) {
      const row = counts.get(used.variant) ?? starts.map(() => 0);
      row[place] = countOf(used);
      counts.set(used.variant, row);
    }
  }
  const variants = [...counts]
    .map(([variant, row]) => ({ variant, counts: row, total: sum(row) }))
    .filter(({ total }) => total > 0)
    .sort((a, b) => b.total - a.total || nameOf(a).localeCompare(nameOf(b), 'en'));
  return {
    starts,
    interval: usage.interval,
    variants,
    total: sum(variants.map(({ total }) => total)),
  };
}

/** What was evaluated within bulk answers, and by name. */
export function usageTotals({ totals }: Pick<Usage, 'totals'>): { named: number; bulk: number } {
  return {
    named: sum(totals.map(({ count }) => count)),
    bulk: sum(totals.map(({ bulk }) => bulk)),
  };
}

/**
 * Running sums over the variants, the sum of all of them first: drawn in this order, each in front
 * of the one before, they look stacked.
 */
export function stacked({ variants }: Pick<UsageSeries, 'variants'>): number[][] {
  return variants.map((_variant, first) =>
    (variants[first]?.counts ?? []).map((_count, index) =>
      sum(variants.slice(first).map(({ counts }) => counts[index] ?? 0)),
    ),
  );
}

function intervalStarts({ from, to, interval }: Usage): number[] {
  const width = INTERVAL_MS[interval];
  const start = Date.parse(from);
  const length = Math.max(0, Math.ceil((Date.parse(to) - start) / width));
  return Array.from({ length }, (_, index) => start + index * width);
}

function nameOf({ variant }: VariantSeries): string {
  return variant ?? '';
}

function sum(numbers: readonly number[]): number {
  return numbers.reduce((total, number) => total + number, 0);
}
