import { TokenBucket } from '../application/token-bucket';
import type { Decision } from '../domain/decision';
import type { Limits } from '../domain/limits';
import { Circuit, type CircuitState } from './circuit';
import { within } from './deadline';
import type { InProcessTokenBucket } from './in-process-token-bucket';

/** Longest that a request waits for the shared count before this process counts by itself. */
export const SHARED_COUNT_DEADLINE_MS = 75;

/** A bucket elsewhere, which may be out of reach for a while. */
export type SharedTokenBucket = TokenBucket & { ping(): Promise<void> };

/**
 * Asks the shared bucket, and counts locally while that cannot be reached: fail-open, but not
 * unlimited. The local bucket is kept at the level which the shared one stated last. So an outage
 * does not begin with a new burst, and a tenant that is known to be empty is refused without asking.
 * During an outage each process counts for itself: n processes let through up to n times the rate.
 */
export class ResilientTokenBucket extends TokenBucket {
  private readonly circuit: Circuit;

  constructor(
    private readonly shared: SharedTokenBucket,
    private readonly local: InProcessTokenBucket,
    onChange: (state: CircuitState) => void,
    private readonly deadlineMs = SHARED_COUNT_DEADLINE_MS,
  ) {
    super();
    this.circuit = new Circuit(onChange);
  }

  /** Whether limits are counted per process for now. */
  get degraded(): boolean {
    return this.circuit.state === 'open';
  }

  override async take(key: string, cost: number, limits: Limits): Promise<Decision> {
    if (this.degraded) {
      this.recover();
      return this.local.take(key, cost, limits);
    }
    const refusal = this.local.refusal(key, cost, limits);
    if (refusal !== undefined) return { ...refusal, source: 'redis' };
    return (await this.takeShared(key, cost, limits)) ?? this.local.take(key, cost, limits);
  }

  /** Finds out in the background whether the shared bucket is back; at most twice a second. */
  recover(): void {
    if (!this.circuit.dueForTrial()) return;
    within(this.deadlineMs, this.shared.ping()).then(
      () => this.circuit.recovered(),
      () => this.circuit.failed(),
    );
  }

  /** @returns `undefined` when the shared bucket did not answer in time */
  private async takeShared(
    key: string,
    cost: number,
    limits: Limits,
  ): Promise<Decision | undefined> {
    try {
      const taken = this.shared.take(key, cost, limits);
      const decision = await within(this.deadlineMs, taken);
      this.circuit.succeeded();
      this.local.adopt(key, decision.fullAfterMs);
      return decision;
    } catch (error) {
      if (error instanceof RangeError) throw error;
      this.circuit.failed();
      return undefined;
    }
  }
}
