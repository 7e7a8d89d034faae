import { Injectable } from '@nestjs/common';
import type { EvaluationResult } from '@app/flag-engine';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter } from 'prom-client';
import { metric } from './metric';
import { Tally } from './tally';

/** The kinds of request of the data plane. */
export type RequestKind = 'single' | 'bulk' | 'stream';

/**
 * What the data plane counts. The tallies are plain numbers, handed to the registry when it is
 * scraped: a request must not pay for labels.
 */
@Injectable()
export class EvaluationMetrics {
  private readonly reasons = new Tally<string>();
  private readonly errors = new Tally<string>();
  private readonly statuses: Readonly<Record<RequestKind, Tally<number>>> = {
    single: new Tally(),
    bulk: new Tally(),
    stream: new Tally(),
  };
  private readonly evaluations = metric(
    'flag_evaluations_total',
    (name) =>
      new Counter({
        name,
        help: 'Flag evaluations by reason and, for errors, OpenFeature error code.',
        labelNames: ['reason', 'outcome'],
      }),
  );
  private readonly requests = metric(
    'evaluation_requests_total',
    (name) =>
      new Counter({
        name,
        help: 'Requests of the data plane by kind and status.',
        labelNames: ['kind', 'status'],
      }),
  );

  constructor(hooks: ScrapeHooks) {
    hooks.add(() => this.handOver());
  }

  evaluated({ reason, errorCode }: EvaluationResult): void {
    if (errorCode === undefined) this.reasons.add(reason);
    else this.errors.add(errorCode);
  }

  requested(kind: RequestKind, status: number): void {
    this.statuses[kind].add(status);
  }

  private handOver(): void {
    this.reasons.drain((reason, n) => this.evaluations.inc({ reason, outcome: 'success' }, n));
    this.errors.drain((code, n) => this.evaluations.inc({ reason: 'ERROR', outcome: code }, n));
    for (const [kind, tally] of Object.entries(this.statuses)) {
      tally.drain((status, n) => this.requests.inc({ kind, status }, n));
    }
  }
}
