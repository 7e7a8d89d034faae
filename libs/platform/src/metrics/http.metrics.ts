import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import type { Gauge, Histogram } from 'prom-client';
import { routeOf } from '../http';

export const HTTP_REQUEST_DURATION = 'http_request_duration_seconds';
export const HTTP_REQUESTS_IN_FLIGHT = 'http_requests_in_flight';
const MS_PER_SECOND = 1_000;

/** Times every request by its route's template, so that labels stay as few as there are routes. */
@Injectable()
export class HttpMetrics implements OnModuleInit {
  constructor(
    private readonly adapter: HttpAdapterHost,
    @InjectMetric(HTTP_REQUEST_DURATION)
    private readonly duration: Histogram<'method' | 'route' | 'status_class'>,
    @InjectMetric(HTTP_REQUESTS_IN_FLIGHT) private readonly inFlight: Gauge,
  ) {}

  onModuleInit(): void {
    // `httpAdapter` is absent where only the providers run: a command, a unit test.
    const fastify = this.adapter.httpAdapter?.getInstance<FastifyInstance>();
    fastify?.addHook('onRequest', (request, reply, done) => {
      this.watch(request, reply);
      done();
    });
  }

  private watch(request: FastifyRequest, reply: FastifyReply): void {
    const startedAt = performance.now();
    this.inFlight.inc();
    // 'close' comes exactly once, after the last byte or when the client hangs up before it.
    reply.raw.once('close', () => {
      this.inFlight.dec();
      this.duration.observe(
        {
          method: request.method,
          route: routeOf(request),
          status_class: `${Math.floor(reply.raw.statusCode / 100)}xx`,
        },
        (performance.now() - startedAt) / MS_PER_SECOND,
      );
    });
  }
}
