import { ALLOWED, type Bucket, type Decision, type Limits } from './bucket';
import type { LeaseStore } from './lease.store';
import { LocalBucket } from './local.bucket';

/** A lease is what is expected to be used in this time. */
const LEASE_MS = 75;
/** Largest part of the bucket that one process may hold unused: what it holds, others are refused. */
const LARGEST_SHARE = 1 / 8;
/** More are leased when this part of a lease is left, so no more than a lease and this part is ever held. */
const RUNS_OUT_AT = 1 / 2;
/** Tokens are held at least so long, however quickly the shared bucket refills. */
const SHORTEST_HOLD_MS = 1_000;
/** How long the local bucket stands in before the store is tried again. */
const OUTAGE_MS = 1_000;
/** Over how long the observed rate is smoothed. */
const SMOOTHING_MS = 1_000;
/** Leases that a request waits for; more than two are needed only where others spend them first. */
const MOST_ROUNDS = 10;

/** Told of each lease: how many tokens came of it, or that the store could not be reached. */
export type LeaseObserver = (outcome: { granted: number } | { error: unknown }) => void;

/**
 * Spends tokens that were leased from the shared bucket, and leases more before they run out, so
 * that a request hardly ever waits for the store. A refusal is remembered until its time is up.
 * While the store is lost a bucket of this process alone takes over.
 *
 * Bound: any interval of t seconds admits at most burst + t × perSecond over all processes, plus
 * what each held unused when it began: an eighth of the burst at most, and a token at least. While
 * the store is lost, each process admits at most burst + t × perSecond by itself, besides what it
 * held.
 */
export class LeasedBucket implements Bucket {
  private readonly fallback: LocalBucket;
  private tokens = 0;
  private tokensUntil = 0;
  private refusedUntil = 0;
  private outageUntil = 0;
  private leasing: Promise<void> | undefined;
  private waiting = 0;
  private rate = 0;
  private observedAt = 0;

  constructor(
    private readonly store: LeaseStore,
    private readonly name: string,
    private readonly limits: Limits,
    private readonly observer: LeaseObserver = () => undefined,
  ) {
    this.fallback = new LocalBucket(limits);
  }

  take(now: number): Decision | Promise<Decision> {
    this.observe(now);
    const decision = this.decide(now);
    if (decision === undefined) return this.wait(now);
    if (decision === ALLOWED && this.runsOut(now)) void this.lease(now);
    return decision;
  }

  /** `undefined`: only the store can tell. */
  private decide(now: number): Decision | undefined {
    if (now < this.outageUntil) return this.fallback.take(now);
    if (this.tokens >= 1 && now < this.tokensUntil) {
      this.tokens -= 1;
      return ALLOWED;
    }
    if (now >= this.refusedUntil) return undefined;
    return { kind: 'limited', retryAfterMs: this.refusedUntil - now };
  }

  private async wait(now: number): Promise<Decision> {
    this.waiting += 1;
    try {
      for (let round = 0; round < MOST_ROUNDS; round += 1) {
        await this.lease(now);
        const decision = this.decide(now);
        if (decision !== undefined) return decision;
      }
      return { kind: 'limited', retryAfterMs: 1 };
    } finally {
      this.waiting -= 1;
    }
  }

  private runsOut(now: number): boolean {
    if (now < this.outageUntil || now < this.refusedUntil) return false;
    return this.tokens < this.leaseSize() * RUNS_OUT_AT;
  }

  /** One lease at a time, whoever asks. Never rejects. */
  private lease(now: number): Promise<void> {
    this.leasing ??= this.ask(now).finally(() => {
      this.leasing = undefined;
    });
    return this.leasing;
  }

  private async ask(now: number): Promise<void> {
    const wanted = Math.max(this.leaseSize(), this.waiting);
    try {
      const { granted, retryAfterMs } = await this.store.lease(this.name, wanted, this.limits);
      if (granted === 0) this.refusedUntil = now + Math.max(1, retryAfterMs);
      else this.keep(granted, now);
      this.observer({ granted });
    } catch (error) {
      this.outageUntil = now + OUTAGE_MS;
      this.observer({ error });
    }
  }

  private keep(granted: number, now: number): void {
    if (now >= this.tokensUntil) this.tokens = 0;
    this.tokens += granted;
    // As long as the shared bucket takes to refill them: then they would be lost there anyway.
    const refillMs = (this.tokens / this.limits.perSecond) * 1_000;
    this.tokensUntil = now + Math.max(SHORTEST_HOLD_MS, refillMs);
  }

  private leaseSize(): number {
    const expected = Math.ceil(this.rate * (LEASE_MS / SMOOTHING_MS));
    const held = this.limits.burst * LARGEST_SHARE;
    const largest = Math.max(1, Math.floor(held / (1 + RUNS_OUT_AT)));
    return Math.min(Math.max(1, expected), largest);
  }

  /** Requests per second, smoothed. */
  private observe(now: number): void {
    const elapsed = Math.max(now - this.observedAt, 0);
    if (elapsed > 0) {
      this.rate *= Math.exp(-elapsed / SMOOTHING_MS);
      this.observedAt = now;
    }
    this.rate += 1;
  }
}
