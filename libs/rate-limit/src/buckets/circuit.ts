export type CircuitState = 'closed' | 'open';

const FAILURES_TO_OPEN = 3;
const RETRY_EVERY_MS = 500;

/**
 * Whether it is worth asking a remote part. Opens after three failures in a row; while it is open
 * nobody waits for the remote part, and `dueForTrial` lets one caller at a time find out whether
 * it is back.
 */
export class Circuit {
  private failures = 0;
  private trialAt = 0;
  private current: CircuitState = 'closed';

  constructor(
    private readonly onChange: (state: CircuitState) => void,
    private readonly nowMs: () => number = () => performance.now(),
  ) {}

  get state(): CircuitState {
    return this.current;
  }

  /** A call went well. One that was under way when the circuit opened does not close it again. */
  succeeded(): void {
    if (this.current === 'closed') this.failures = 0;
  }

  /** The trial went well: everyone asks again. */
  recovered(): void {
    this.failures = 0;
    this.become('closed');
  }

  failed(): void {
    this.failures += 1;
    if (this.failures < FAILURES_TO_OPEN) return;
    if (this.current === 'closed') this.trialAt = this.nowMs() + RETRY_EVERY_MS;
    this.become('open');
  }

  /** True for the one caller that shall try; the next trial is then half a second away. */
  dueForTrial(): boolean {
    if (this.current === 'closed' || this.nowMs() < this.trialAt) return false;
    this.trialAt = this.nowMs() + RETRY_EVERY_MS;
    return true;
  }

  private become(state: CircuitState): void {
    if (state === this.current) return;
    this.current = state;
    this.onChange(state);
  }
}
