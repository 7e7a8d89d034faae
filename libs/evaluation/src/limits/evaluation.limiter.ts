import { Injectable, Logger } from '@nestjs/common';
import { AppConfig } from '@app/platform/config';
import { Counter, Gauge } from 'prom-client';
import type { EvaluationCaller } from '../ofrep/evaluation-caller';
import { metric } from '../metrics/metric';
import { ALLOWED, type Bucket, type Decision, type Limits } from './bucket';
import { LeaseStore } from './lease.store';
import { LeasedBucket } from './leased.bucket';
import { LocalBucket } from './local.bucket';

/** Buckets that were not asked for so long are forgotten: a full one and none are the same. */
const MOST_BUCKETS = 100_000;

/** Limits evaluations per tenant and per key, without a round trip per evaluation. */
@Injectable()
export class EvaluationLimiter {
  private readonly logger = new Logger(EvaluationLimiter.name);
  private readonly buckets = new Map<string, Bucket>();
  private readonly limits: Limits | undefined;
  private readonly refusals = metric(
    'evaluation_limit_refusals_total',
    (name) => new Counter({ name, help: 'Requests refused by a limit.', labelNames: ['limit'] }),
  );
  private readonly degraded = metric(
    'evaluation_limit_degraded',
    (name) =>
      new Gauge({
        name,
        help: '1 while the shared buckets cannot be reached and local ones stand in.',
      }),
  );
  private outageAt = 0;

  /** @param store shared buckets; without one, those of this process */
  constructor(
    config: AppConfig,
    private readonly store: LeaseStore | undefined,
  ) {
    const {
      EVALUATION_RATE_LIMIT_BURST: burst,
      EVALUATION_RATE_LIMIT_SUSTAINED_PER_SEC: perSecond,
    } = config.settings;
    this.limits = burst > 0 && perSecond > 0 ? { burst, perSecond } : undefined;
    Object.assign(this.degraded, {
      collect: () => this.degraded.set(Date.now() - this.outageAt < 2_000 ? 1 : 0),
    });
  }

  /** Takes a token of the tenant's bucket and one of the key's. */
  take({ ref, credential }: EvaluationCaller, now: number): Decision | Promise<Decision> {
    if (this.limits === undefined) return ALLOWED;
    const tenant = this.bucket(`rl:{${ref.tenantId}}:evaluation`).take(now);
    if (credential === undefined) return this.noted(tenant, 'tenant');
    const key = `rl:{${ref.tenantId}}:evaluation:${credential.key.id}`;
    if (tenant instanceof Promise) {
      return tenant.then((decision) => this.andOfKey(decision, key, now));
    }
    return this.andOfKey(tenant, key, now);
  }

  private andOfKey(tenant: Decision, key: string, now: number): Decision | Promise<Decision> {
    if (tenant.kind === 'limited') return this.noted(tenant, 'tenant');
    return this.noted(this.bucket(key).take(now), 'key');
  }

  private noted(
    decision: Decision | Promise<Decision>,
    limit: 'tenant' | 'key',
  ): Decision | Promise<Decision> {
    if (decision instanceof Promise) return decision.then((settled) => this.noted(settled, limit));
    if (decision.kind === 'limited') this.refusals.inc({ limit });
    return decision;
  }

  private bucket(name: string): Bucket {
    const known = this.buckets.get(name);
    if (known !== undefined) return known;
    if (this.buckets.size >= MOST_BUCKETS) this.buckets.clear();
    const limits = this.limits ?? { burst: 1, perSecond: 1 };
    const made =
      this.store === undefined
        ? new LocalBucket(limits)
        : new LeasedBucket(this.store, name, limits, (error) => this.onOutage(error));
    this.buckets.set(name, made);
    return made;
  }

  private onOutage(error: unknown): void {
    const now = Date.now();
    if (now - this.outageAt > 10_000) {
      this.logger.warn(
        { err: error },
        'Shared limits cannot be reached; this process limits alone',
      );
    }
    this.outageAt = now;
  }
}
