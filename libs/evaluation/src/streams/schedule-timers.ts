/** Longest time a timer of Node can wait. */
const LONGEST_TIMER_MS = 2_147_483_647;

interface Moment {
  readonly now: number;
  /** Epoch milliseconds, or infinity for never. */
  readonly at: number;
}

/** One moment to wait for per id, however far away. */
export class ScheduleTimers {
  private readonly timers = new Map<string, NodeJS.Timeout>();

  /** @param due called when a moment has come */
  constructor(private readonly due: (id: string) => void) {}

  /** Waits for a moment instead of the one before. */
  set(id: string, { now, at }: Moment): void {
    this.stop(id);
    if (at === Number.POSITIVE_INFINITY) return;
    // A little late rather than early: who is told before it has come asks in vain.
    const waitMs = Math.max(at - now, 0) + 1;
    const timer = setTimeout(
      () => this.onTimer(id, { now: now + LONGEST_TIMER_MS, at }),
      Math.min(waitMs, LONGEST_TIMER_MS),
    );
    timer.unref();
    this.timers.set(id, timer);
  }

  stop(id: string): void {
    clearTimeout(this.timers.get(id));
    this.timers.delete(id);
  }

  private onTimer(id: string, rest: Moment): void {
    if (rest.at > rest.now) this.set(id, rest);
    else this.due(id);
  }
}
