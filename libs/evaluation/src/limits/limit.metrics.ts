import { Injectable, Logger } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, Gauge } from 'prom-client';
import { metric } from '../metrics/metric';
import type { LeaseObserver } from './leased.bucket';

/** An outage counts as over when the store has not failed for so long. */
const OUTAGE_MS = 2_000;
const WARN_AGAIN_MS = 10_000;

/** Which limit refused. */
export type LimitName = 'tenant' | 'key';

/** What the limits of evaluation refuse and lease. */
@Injectable()
export class LimitMetrics {
  private readonly logger = new Logger('EvaluationLimits');
  private readonly refusals = metric(
    'evaluation_limit_refusals_total',
    (name) => new Counter({ name, help: 'Requests refused by a limit.', labelNames: ['limit'] }),
  );
  private readonly leases = metric(
    'evaluation_limit_leases_total',
    (name) =>
      new Counter({
        name,
        help: 'Leases of tokens from the shared buckets: granted, none left (empty), or failed.',
        labelNames: ['outcome'],
      }),
  );
  private readonly degraded = metric(
    'evaluation_limit_degraded',
    (name) =>
      new Gauge({
        name,
        help: '1 while the shared buckets cannot be reached and local ones stand in.',
      }),
  );
  private failedAt = Number.NEGATIVE_INFINITY;
  private warnedAt = Number.NEGATIVE_INFINITY;

  constructor(
    private readonly clock: Clock,
    hooks: ScrapeHooks,
  ) {
    hooks.add(() => this.degraded.set(clock.now() - this.failedAt < OUTAGE_MS ? 1 : 0));
  }

  refused(limit: LimitName): void {
    this.refusals.inc({ limit });
  }

  /** For the leased buckets. */
  readonly leased: LeaseObserver = (outcome) => {
    if ('error' in outcome) return this.failed(outcome.error);
    this.leases.inc({ outcome: outcome.granted > 0 ? 'granted' : 'empty' });
  };

  private failed(error: unknown): void {
    this.leases.inc({ outcome: 'failed' });
    const now = this.clock.now();
    this.failedAt = now;
    if (now - this.warnedAt < WARN_AGAIN_MS) return;
    this.warnedAt = now;
    this.logger.warn({ err: error }, 'Shared limits cannot be reached; this process limits alone');
  }
}
