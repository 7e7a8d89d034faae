/** Longer than the browser's own attempt to open the stream again, which mostly succeeds. */
const FIRST_WAIT_MS = 3_000;
const LONGEST_WAIT_MS = 60_000;

/**
 * Tries again while answers may be out of date: after three seconds, then at growing intervals of
 * up to a minute, spread so that the pages of a service that comes back do not all ask at once.
 */
export class RecoveryLoop {
  private timer?: ReturnType<typeof setTimeout>;
  private waitMs = FIRST_WAIT_MS;

  /** @param attempt never rejects; success is told by `end` */
  constructor(private readonly attempt: () => Promise<void>) {}

  /** Whether something is wrong. */
  get active(): boolean {
    return this.timer !== undefined;
  }

  /** Something is wrong; told again, it changes nothing. */
  begin(): void {
    if (this.timer === undefined) this.schedule();
  }

  /** All is well, or nobody cares any more. */
  end(): void {
    clearTimeout(this.timer);
    this.timer = undefined;
    this.waitMs = FIRST_WAIT_MS;
  }

  private schedule(): void {
    const spreadMs = this.waitMs * (0.75 + Math.random() * 0.5);
    this.timer = setTimeout(() => void this.run(), spreadMs);
    this.waitMs = Math.min(this.waitMs * 2, LONGEST_WAIT_MS);
  }

  private async run(): Promise<void> {
    this.schedule();
    await this.attempt();
  }
}
