import { assertCost, TokenBucket } from '../application/token-bucket';
import { type Arrival, debtOf, take } from '../domain/arrival';
import { type Decision, decisionOf } from '../domain/decision';
import type { Limits } from '../domain/limits';
import { PaceTable } from './pace-table';

const MICROS_PER_MS = 1_000;
const FIRST_SWEEP_AT = 1_024;

/** Microseconds of the process' own clock, which never runs backwards. */
const monotonicMicros = (): number => Math.floor(performance.now() * MICROS_PER_MS);

/** Buckets in memory: exact for one process, and one set per process where there are several. */
export class InProcessTokenBucket extends TokenBucket {
  private readonly arrivals = new Map<string, Arrival>();
  private readonly paces = new PaceTable();
  private sweepAt = FIRST_SWEEP_AT;

  constructor(private readonly nowMicros: () => number = monotonicMicros) {
    super();
  }

  /** How many buckets are not full, and so are remembered. At most twice as many as there were last. */
  get size(): number {
    return this.arrivals.size;
  }

  override take(key: string, cost: number, limits: Limits): Promise<Decision> {
    assertCost(cost, limits);
    const pace = this.paces.of(limits);
    const now = this.nowMicros();
    const { outcome, arrival } = take(this.arrivals.get(key), now, cost, pace);
    if (outcome.allowed && arrival !== undefined) this.keep(key, arrival, now);
    return Promise.resolve(decisionOf(outcome, pace, 'local'));
  }

  /** What `take` would refuse right now; `undefined` when it would give. */
  refusal(key: string, cost: number, limits: Limits): Decision | undefined {
    assertCost(cost, limits);
    const arrival = this.arrivals.get(key);
    if (arrival === undefined) return undefined;
    const pace = this.paces.of(limits);
    const debt = debtOf(arrival, this.nowMicros(), pace);
    if (debt + cost * pace.tokenTicks <= pace.fullTicks) return undefined;
    return decisionOf({ allowed: false, debt, cost }, pace, 'local');
  }

  /** Makes the bucket at `key` one that is full in `fullAfterMs`, as another counter says it is. */
  adopt(key: string, fullAfterMs: number): void {
    const now = this.nowMicros();
    this.keep(key, { micros: now + Math.ceil(fullAfterMs * MICROS_PER_MS), ticks: 0 }, now);
  }

  private keep(key: string, arrival: Arrival, now: number): void {
    this.arrivals.set(key, arrival);
    if (this.arrivals.size >= this.sweepAt) this.sweep(now);
  }

  /** A full bucket is the same as none. Runs so seldom that each `take` pays a constant for it. */
  private sweep(now: number): void {
    for (const [key, { micros }] of this.arrivals) {
      if (micros < now) this.arrivals.delete(key);
    }
    this.sweepAt = Math.max(FIRST_SWEEP_AT, this.arrivals.size * 2);
  }
}
