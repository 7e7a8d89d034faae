import type { Clock } from '@app/kernel';
import type { AppConfig } from '@app/platform/config';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import { ALLOWED, type Bucket, type Decision, type Limits } from './bucket';
import { BucketFamily } from './bucket.family';
import type { LeaseStore } from './lease.store';
import type { LimitMetrics, LimitName } from './limit.metrics';

/** Limits evaluations per key and per tenant, without a round trip per evaluation. */
export class EvaluationLimiter {
  private readonly tenants: BucketFamily | undefined;
  private readonly keys: BucketFamily | undefined;

  /** @param store shared buckets; without one, those of this process */
  constructor(
    { settings }: AppConfig,
    private readonly metrics: LimitMetrics,
    private readonly clock: Clock,
    store?: LeaseStore,
  ) {
    const family = (burst: number, perSecond: number): BucketFamily | undefined => {
      if (burst === 0 || perSecond === 0) return undefined;
      const limits: Limits = { burst, perSecond };
      return new BucketFamily({ limits, observer: metrics.leased, ...(store && { store }) });
    };
    this.tenants = family(
      settings.EVALUATION_RATE_LIMIT_BURST,
      settings.EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC,
    );
    this.keys = family(
      settings.EVALUATION_KEY_RATE_LIMIT_BURST,
      settings.EVALUATION_KEY_RATE_LIMIT_SUSTAINED_PER_SEC,
    );
  }

  /**
   * Takes a token of the key's bucket, then one of the tenant's: a key that is past its limit costs
   * the tenant's other keys nothing.
   */
  take(caller: EvaluationCaller): Decision | Promise<Decision> {
    const now = this.clock.now();
    const key = this.keyBucket(caller);
    if (key === undefined) return this.ofTenant(caller, now);
    const decision = key.take(now);
    if (!(decision instanceof Promise)) return this.andOfTenant(decision, caller, now);
    return decision.then((settled) => this.andOfTenant(settled, caller, now));
  }

  private andOfTenant(
    ofKey: Decision,
    caller: EvaluationCaller,
    now: number,
  ): Decision | Promise<Decision> {
    return ofKey.kind === 'limited' ? this.noted(ofKey, 'key') : this.ofTenant(caller, now);
  }

  private ofTenant({ ref }: EvaluationCaller, now: number): Decision | Promise<Decision> {
    if (this.tenants === undefined) return ALLOWED;
    const { tenantId } = ref;
    const decision = this.tenants.of(tenantId, () => `rl:{${tenantId}}:evaluation`).take(now);
    if (!(decision instanceof Promise)) return this.noted(decision, 'tenant');
    return decision.then((settled) => this.noted(settled, 'tenant'));
  }

  private keyBucket({ ref, credential }: EvaluationCaller): Bucket | undefined {
    if (credential === undefined) return undefined;
    const { id } = credential.key;
    return this.keys?.of(id, () => `rl:{${ref.tenantId}}:evaluation:${id}`);
  }

  private noted(decision: Decision, limit: LimitName): Decision {
    if (decision.kind === 'limited') this.metrics.refused(limit);
    return decision;
  }
}
