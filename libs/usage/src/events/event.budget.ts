const SECOND_MS = 1_000;

/** How many events may be made: so many per second on average, and at most a second's worth at once. */
export class EventBudget {
  private tokens: number;
  private filledAt: number;

  /** @param now epoch milliseconds */
  constructor(
    private readonly perSecond: number,
    now: number,
  ) {
    this.tokens = perSecond;
    this.filledAt = now;
  }

  /** @returns whether there may be one more */
  take(now: number): boolean {
    if (this.tokens < 1) this.refill(now);
    if (this.tokens < 1) return false;
    this.tokens -= 1;
    return true;
  }

  /** A clock that is set back gives nothing, and takes nothing. */
  private refill(now: number): void {
    const passedMs = Math.max(0, now - this.filledAt);
    this.tokens = Math.min(this.perSecond, this.tokens + (passedMs * this.perSecond) / SECOND_MS);
    this.filledAt = now;
  }
}
