/** Wrong passwords that cost nothing: people mistype. */
const FREE_FAILURES = 3;
const FIRST_DELAY_MS = 50;
/** Short enough that a stranger who keeps a tenant at it only annoys its owner. */
const LONGEST_DELAY_MS = 1_000;

/** How long a login to a tenant waits after `failures` recent wrong passwords: doubles, up to one second. */
export function failureDelayMs(failures: number): number {
  if (failures <= FREE_FAILURES) return 0;
  return Math.min(LONGEST_DELAY_MS, FIRST_DELAY_MS * 2 ** (failures - FREE_FAILURES - 1));
}
