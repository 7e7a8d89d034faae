import { type DynamicModule, Global, Inject, Module } from '@nestjs/common';
import {
  InjectMetric,
  makeGaugeProvider,
  makeHistogramProvider,
  PrometheusModule,
} from '@willsoto/nestjs-prometheus';
import { type Gauge, register } from 'prom-client';
import { HTTP_REQUEST_DURATION, HTTP_REQUESTS_IN_FLIGHT, HttpMetrics } from './http.metrics';
import { MetricsController } from './metrics.controller';
import { POOL_CONNECTIONS, PoolMetrics } from './pool.metrics';
import { ScrapeHooks } from './scrape.hooks';

export interface MetricsOptions {
  /** Of this build, as `toggle_build_info` states it. */
  readonly version: string;
}

const OPTIONS: unique symbol = Symbol('metrics options');
const BUILD_INFO = 'toggle_build_info';
/** Seconds: fine where an answer from cache lies, coarse where a person waits. */
const DURATION_BUCKETS = [0.001, 0.0025, 0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10];

const metrics = [
  makeGaugeProvider({
    name: BUILD_INFO,
    help: 'Always 1; says what runs.',
    labelNames: ['version'],
  }),
  makeHistogramProvider({
    name: HTTP_REQUEST_DURATION,
    help: 'Time from the request to the end of its answer, by route template.',
    labelNames: ['method', 'route', 'status_class'],
    buckets: DURATION_BUCKETS,
  }),
  makeGaugeProvider({ name: HTTP_REQUESTS_IN_FLIGHT, help: 'Requests that are being served.' }),
  makeGaugeProvider({
    name: POOL_CONNECTIONS,
    help: 'Connections to PostgreSQL, and requests waiting for one.',
    labelNames: ['state'],
  }),
];

/** `GET /metrics`, what it shows of HTTP, pool and process, and the hooks for what others show. */
@Global()
@Module({ providers: [...metrics, ScrapeHooks, HttpMetrics, PoolMetrics], exports: [ScrapeHooks] })
export class MetricsModule {
  constructor(
    @Inject(OPTIONS) { version }: MetricsOptions,
    @InjectMetric(BUILD_INFO) buildInfo: Gauge<'version'>,
  ) {
    buildInfo.set({ version }, 1);
  }

  static forRoot(options: MetricsOptions): DynamicModule {
    // The default registry belongs to the process; a second application in it finds them there.
    const enabled = register.getSingleMetric('process_cpu_seconds_total') === undefined;
    return {
      module: MetricsModule,
      imports: [
        PrometheusModule.register({
          path: '/metrics',
          controller: MetricsController,
          defaultMetrics: { enabled },
        }),
      ],
      providers: [{ provide: OPTIONS, useValue: options }],
    };
  }
}
