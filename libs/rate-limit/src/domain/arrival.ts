import type { Outcome } from './decision';
import type { Pace } from './limits';

/**
 * The "theoretical arrival time" of the generic cell rate algorithm: when the bucket will be full
 * again. In whole microseconds and ticks, because a sum of ticks since an epoch would outgrow the
 * numbers that are exact. Nothing else need be kept: tokens = capacity − (arrival − now).
 */
export interface Arrival {
  readonly micros: number;
  readonly ticks: number;
}

/**
 * Takes `cost` tokens at `now`, or none.
 *
 * Why the bound holds: what is let in raises the arrival by its cost, from no earlier than its own
 * moment, and never beyond now + full. So in any interval of length t at most capacity + t · rate
 * tokens are given; and a request is refused only where letting it in would break that.
 * @param now microseconds of a clock that never runs backwards
 * @returns the outcome, and the arrival to keep: the same one when nothing was taken
 */
export function take(
  arrival: Arrival | undefined,
  now: number,
  cost: number,
  pace: Pace,
): { readonly outcome: Outcome; readonly arrival: Arrival | undefined } {
  const debt = debtOf(arrival, now, pace);
  const after = debt + cost * pace.tokenTicks;
  if (after > pace.fullTicks) return { outcome: { allowed: false, debt, cost }, arrival };
  const ticks = after % pace.ticksPerMicro;
  const micros = now + (after - ticks) / pace.ticksPerMicro;
  return { outcome: { allowed: true, debt: after, cost }, arrival: { micros, ticks } };
}

/** Ticks until the bucket is full: none for one that was never used, never more than it holds. */
export function debtOf(arrival: Arrival | undefined, now: number, pace: Pace): number {
  if (arrival === undefined) return 0;
  const debt = (arrival.micros - now) * pace.ticksPerMicro + arrival.ticks;
  // More than full is left behind by limits that were lowered or a clock that was set back.
  return Math.min(Math.max(debt, 0), pace.fullTicks);
}
