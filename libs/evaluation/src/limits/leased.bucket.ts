import { ALLOWED, type Bucket, type Decision, type Limits } from './bucket';
import type { LeaseStore } from './lease.store';
import { LocalBucket } from './local.bucket';

/** A lease is what is expected to be used in this time. */
const LEASE_MS = 75;
/** Largest part of the bucket that one process may hold: what it holds, others are refused. */
const LARGEST_SHARE = 1 / 8;
/** How long the local bucket stands in before the store is tried again. */
const OUTAGE_MS = 1_000;

/**
 * Spends tokens that were leased from the shared bucket, and leases more before they run out, so
 * that a request hardly ever waits for the store. A refusal is remembered until its time is up.
 * While the store is lost a bucket of this process alone takes over.
 *
 * Bound: any interval admits at most burst + t × perSecond, plus what each process held unused.
 */
export class LeasedBucket implements Bucket {
  private readonly fallback: LocalBucket;
  private tokens = 0;
  private tokensUntil = 0;
  private refusedUntil = 0;
  private outageUntil = 0;
  private leasing: Promise<void> | undefined;
  private rate = 0;
  private rateSince = 0;

  constructor(
    private readonly store: LeaseStore,
    private readonly name: string,
    private readonly limits: Limits,
    private readonly onOutage: (error: unknown) => void = () => undefined,
  ) {
    this.fallback = new LocalBucket(limits);
  }

  take(now: number): Decision | Promise<Decision> {
    this.observe(now);
    if (now < this.outageUntil) return this.fallback.take(now);
    if (this.spend(now)) {
      if (this.tokens < this.leaseSize() / 2) this.lease(now);
      return ALLOWED;
    }
    if (now < this.refusedUntil) return { kind: 'limited', retryAfterMs: this.refusedUntil - now };
    return this.lease(now).then(() => this.afterLease(now));
  }

  private afterLease(now: number): Decision {
    if (now < this.outageUntil) return this.fallback.take(now);
    if (this.spend(now)) return ALLOWED;
    return { kind: 'limited', retryAfterMs: Math.max(1, this.refusedUntil - now) };
  }

  private spend(now: number): boolean {
    if (this.tokens < 1 || now >= this.tokensUntil) return false;
    this.tokens -= 1;
    return true;
  }

  /** One lease at a time, whoever asks. */
  private lease(now: number): Promise<void> {
    this.leasing ??= this.ask(now).finally(() => {
      this.leasing = undefined;
    });
    return this.leasing;
  }

  private async ask(now: number): Promise<void> {
    const wanted = this.leaseSize();
    try {
      const { granted, retryAfterMs } = await this.store.lease(this.name, wanted, this.limits);
      if (now >= this.tokensUntil) this.tokens = 0;
      this.tokens += granted;
      // As long as the shared bucket takes to refill them: then they would be lost there anyway.
      this.tokensUntil = now + Math.max(1_000, (this.tokens / this.limits.perSecond) * 1_000);
      if (granted === 0) this.refusedUntil = now + Math.max(1, retryAfterMs);
    } catch (error) {
      this.outageUntil = now + OUTAGE_MS;
      this.onOutage(error);
    }
  }

  private leaseSize(): number {
    const expected = Math.ceil(this.rate * (LEASE_MS / 1000));
    const largest = Math.max(1, Math.floor(this.limits.burst * LARGEST_SHARE));
    return Math.min(Math.max(1, expected), largest);
  }

  /** Requests per second, smoothed over about a second. */
  private observe(now: number): void {
    const elapsed = Math.max(now - this.rateSince, 0);
    this.rate = this.rate * Math.exp(-elapsed / 1000) + 1;
    this.rateSince = now;
  }
}
