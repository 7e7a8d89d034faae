import { ALLOWED, type Bucket, type Decision, type Limits } from './bucket';

/**
 * A token bucket of one process, kept as the moment at which it would be full again (GCRA): any
 * interval of t seconds admits at most burst + t × perSecond.
 */
export class LocalBucket implements Bucket {
  private readonly tokenMs: number;
  private readonly capacityMs: number;
  private fullAt = 0;

  constructor({ burst, perSecond }: Limits) {
    this.tokenMs = 1000 / perSecond;
    this.capacityMs = burst * this.tokenMs;
  }

  take(now: number): Decision {
    const next = Math.max(this.fullAt, now) + this.tokenMs;
    // Sums of fractions must not cost a whole token.
    const excess = next - now - this.capacityMs;
    if (excess > this.tokenMs * 1e-6) return { kind: 'limited', retryAfterMs: Math.ceil(excess) };
    this.fullAt = next;
    return ALLOWED;
  }
}
