export const MINUTE_MS = 60_000;
/** What an SDK kept for longer than this is counted as if it were so old. */
const OLDEST_MS = 24 * 60 * MINUTE_MS;

/**
 * The minute that a report is counted in. Clocks of devices are wrong by years; ours decides what
 * is the future, and what is too long ago to be changed.
 * @param reported epoch milliseconds by the reporter's clock
 * @param now epoch milliseconds by ours
 */
export function clampMinute(reported: number, now: number): number {
  const present = minuteOf(now);
  return Math.min(present, Math.max(present - OLDEST_MS, minuteOf(reported)));
}

/** The beginning of a minute, in epoch milliseconds. */
export function minuteOf(at: number): number {
  return at - (at % MINUTE_MS);
}
