const FIRST_MS = 200;
const LONGEST_MS = 15_000;
const DOUBLINGS = 10;

/**
 * How long to wait after the `failures`-th failure in a row (from 1), in milliseconds: doubling from
 * 200 ms up to 15 s, spread over half of it, so that what failed together does not return together.
 * @param random in [0, 1)
 */
export function backoffMs(failures: number, random: number): number {
  const full = Math.min(LONGEST_MS, FIRST_MS * 2 ** Math.min(failures - 1, DOUBLINGS));
  return full / 2 + (random * full) / 2;
}
