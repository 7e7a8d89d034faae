/** The width of a point in time. */
export const INTERVALS = ['minute', 'hour', 'day'] as const;
export type Interval = (typeof INTERVALS)[number];

const SECOND_MS = 1_000;

/** Widths in milliseconds; days are those of UTC. */
export const INTERVAL_MS: Readonly<Record<Interval, number>> = {
  minute: 60 * SECOND_MS,
  hour: 3_600 * SECOND_MS,
  day: 86_400 * SECOND_MS,
};

/** More points than this no chart can show, and no store should have to give. */
export const MOST_POINTS = 750;

/** The narrowest interval that divides a span (in milliseconds) into points that can be shown. */
export function intervalFor(spanMs: number): Interval {
  return INTERVALS.find((interval) => pointsIn(spanMs, interval) <= MOST_POINTS) ?? 'day';
}

/** How many points a span has. */
export function pointsIn(spanMs: number, interval: Interval): number {
  return Math.ceil(spanMs / INTERVAL_MS[interval]);
}
