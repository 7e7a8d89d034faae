import { HealthContributor, type HealthStatus } from '@app/platform/health';
import type { ResilientTokenBucket } from './resilient-token-bucket';

/** Tells operators that limits are counted per process for now. */
export class RateLimitHealth extends HealthContributor {
  override readonly name = 'rate-limit';
  override readonly kind = 'optional';

  constructor(private readonly bucket: ResilientTokenBucket) {
    super();
  }

  /** Probes come without traffic, too, so they also help to find out that Redis is back. */
  override check(): Promise<HealthStatus> {
    this.bucket.recover();
    if (!this.bucket.degraded) return Promise.resolve({ status: 'up' });
    const detail = 'Redis does not answer; each process counts for itself.';
    return Promise.resolve({ status: 'degraded', detail });
  }
}
