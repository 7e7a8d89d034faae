/** Between which bounds waiting times grow, in milliseconds. */
export interface Bounds {
  readonly firstMs: number;
  readonly longestMs: number;
}

/**
 * Waiting times between attempts: each is drawn from zero up to a bound that doubles ("full jitter"), so that the
 * clients of a service that comes back do not all arrive at once.
 */
export class Backoff {
  private attempts = 0;

  constructor(
    private readonly bounds: Bounds,
    private readonly random: () => number = Math.random,
  ) {}

  /** How long to wait before the next attempt. */
  next(): number {
    const { firstMs, longestMs } = this.bounds;
    const bound = Math.min(longestMs, firstMs * 2 ** this.attempts);
    this.attempts += 1;
    return this.random() * bound;
  }

  /** An attempt went well. */
  reset(): void {
    this.attempts = 0;
  }
}
