import { Injectable } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { InjectMetric, makeCounterProvider, makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { Counter, Gauge } from 'prom-client';

const LOST = 'usage_evaluations_lost_total';
const PENDING = 'usage_pending_rows';
const REQUESTS = 'telemetry_requests_total';
const EVALUATIONS = 'telemetry_evaluations_total';

/**
 * Why evaluations were not counted: no room in memory, an SDK that could not send them, a store that
 * will never take them, or a process that ended while the store was away.
 */
export type LossReason = 'memory' | 'reported' | 'refused' | 'shutdown';

/** For the module of this room. */
export const USAGE_METRICS = [
  makeCounterProvider({
    name: LOST,
    help: 'Evaluations that happened and were not counted, by reason.',
    labelNames: ['reason'],
  }),
  makeGaugeProvider({ name: PENDING, help: 'Rows of usage in memory that wait to be written.' }),
  makeCounterProvider({
    name: REQUESTS,
    help: 'Reports of SDKs by status of the answer.',
    labelNames: ['status'],
  }),
  makeCounterProvider({ name: EVALUATIONS, help: 'Evaluations that SDKs reported.' }),
];

/** What this room counts of itself. */
@Injectable()
export class UsageMetrics {
  constructor(
    @InjectMetric(LOST) private readonly lostEvaluations: Counter,
    @InjectMetric(PENDING) private readonly pending: Gauge,
    @InjectMetric(REQUESTS) private readonly requests: Counter,
    @InjectMetric(EVALUATIONS) private readonly evaluations: Counter,
    private readonly hooks: ScrapeHooks,
  ) {}

  lost(reason: LossReason, count: number): void {
    this.lostEvaluations.inc({ reason }, count);
  }

  telemetryAnswered(status: number): void {
    this.requests.inc({ status });
  }

  telemetryAccepted(evaluations: number): void {
    this.evaluations.inc(evaluations);
  }

  /** Asks for the number of waiting rows when metrics are read. */
  observePending(rows: () => number): void {
    this.hooks.add(() => this.pending.set(rows()));
  }
}
