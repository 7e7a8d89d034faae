import { Injectable } from '@nestjs/common';
import { ScrapeHooks } from '@app/platform/metrics';
import { Counter, type Histogram, register } from 'prom-client';
import { metric } from './metric';
import { Tally } from './tally';

/** The kinds of request of the data plane. */
export type RequestKind = 'single' | 'bulk' | 'stream';

/** As the framework names the routes that requests with a key do not come through. */
const ROUTES = {
  single: '/ofrep/v1/evaluate/flags/:key',
  bulk: '/ofrep/v1/evaluate/flags',
} as const satisfies Partial<Record<RequestKind, string>>;
/** The one histogram of every request, kept by the platform. */
const HTTP_REQUEST_DURATION = 'http_request_duration_seconds';
type Duration = Histogram<'method' | 'route' | 'status_class'>;

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
  };
  private readonly durations = new Map<string, Histogram.Internal<string>>();
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
  answered(kind: keyof typeof ROUTES, status: number, milliseconds: number): void {
    this.durationOf(kind, status)?.observe(milliseconds / 1000);
  }

  private durationOf(
    kind: keyof typeof ROUTES,
    status: number,
  ): Histogram.Internal<string> | undefined {
    const id = `${kind}${status}`;
    const known = this.durations.get(id);
    if (known !== undefined) return known;
    const histogram = register.getSingleMetric(HTTP_REQUEST_DURATION) as Duration | undefined;
    const made = histogram?.labels({
      method: 'POST',
      route: ROUTES[kind],
      status_class: `${Math.floor(status / 100)}xx`,
    });
    if (made !== undefined) this.durations.set(id, made);
    return made;
  }

  private handOver(): void {
    for (const [kind, tally] of Object.entries(this.statuses)) {
      tally.drain((status, n) => this.requests.inc({ kind, status }, n));
    }
  }
}
