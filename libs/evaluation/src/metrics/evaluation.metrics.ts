import { Injectable } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, type Histogram, register } from 'prom-client';
import { DurationTally } from './duration.tally';
import { metric } from './metric';
import { Tally } from './tally';

/** The kinds of request of the data plane. */
export type RequestKind = 'single' | 'bulk' | 'stream' | 'snapshot';

/** As the framework names the routes that requests with a key do not come through. */
const ROUTES = {
  single: { method: 'POST', route: '/ofrep/v1/evaluate/flags/:key' },
  bulk: { method: 'POST', route: '/ofrep/v1/evaluate/flags' },
  snapshot: { method: 'GET', route: '/snapshot' },
} as const satisfies Partial<Record<RequestKind, object>>;
type TimedKind = keyof typeof ROUTES;
/** The one histogram of every request, kept by the platform. */
const HTTP_REQUEST_DURATION = 'http_request_duration_seconds';

/**
 * What the data plane counts. The tallies are plain numbers, handed to the registry when it is
 * scraped: a request must not pay for labels.
 */
@Injectable()
export class EvaluationMetrics {
  private readonly statuses: Readonly<Record<RequestKind, Tally<number>>> = {
    single: new Tally(),
    bulk: new Tally(),
    stream: new Tally(),
    snapshot: new Tally(),
  };
  /** By status class. */
  private readonly durations: Readonly<Record<TimedKind, (DurationTally | undefined)[]>> = {
    single: [],
    bulk: [],
    snapshot: [],
  };
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

  /** Counts a request by its answer, however it came in. */
  requested(kind: RequestKind, status: number): void {
    this.statuses[kind].add(status);
  }

  /** Times a request that did not come through the framework, which times those that do. */
  answered(kind: TimedKind, status: number, milliseconds: number): void {
    const statusClass = Math.floor(status / 100);
    const tally = (this.durations[kind][statusClass] ??= durationsOf(kind, statusClass));
    tally?.observe(milliseconds / 1000);
  }

  private handOver(): void {
    for (const [kind, tally] of Object.entries(this.statuses)) {
      tally.drain((status, n) => this.requests.inc({ kind, status }, n));
    }
    for (const tallies of Object.values(this.durations)) {
      for (const tally of tallies) tally?.handOver();
    }
  }
}

function durationsOf(kind: TimedKind, statusClass: number): DurationTally | undefined {
  const histogram = register.getSingleMetric(HTTP_REQUEST_DURATION);
  if (histogram === undefined) return undefined;
  return new DurationTally(histogram as Histogram<string>, {
    ...ROUTES[kind],
    status_class: `${statusClass}xx`,
  });
}
