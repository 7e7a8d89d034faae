/** Keys that may be looked up in the database each second. */
const PER_SECOND = 50;

/** What a flood of made-up keys may cost: so many look-ups a second, and not one more. */
export class LookupBudget {
  private second = 0;
  private left = PER_SECOND;

  /** Whether one more may be made at `now` (epoch milliseconds). */
  take(now: number): boolean {
    const second = Math.floor(now / 1000);
    if (this.second !== second) {
      this.second = second;
      this.left = PER_SECOND;
    }
    if (this.left === 0) return false;
    this.left -= 1;
    return true;
  }
}
