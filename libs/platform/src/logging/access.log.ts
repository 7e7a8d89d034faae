import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { RequestContext, type RequestState } from '@app/kernel';
import { routeOf } from '../http';

const QUIET = /^\/(?:health|metrics)(?:\/|$)/;

interface AccessLine {
  readonly method: string;
  /** Without the query string. */
  readonly path: string;
  readonly route: string;
  readonly status: number;
  readonly durationMs: number;
  readonly ip: string;
  /** The client hung up before the answer's end. */
  readonly aborted?: true;
}

/** One line per request when its answer has ended. Probes and scrapes are not worth a line. */
@Injectable()
export class AccessLog implements OnModuleInit {
  private readonly logger = new Logger('Http');

  constructor(
    private readonly adapter: HttpAdapterHost,
    private readonly context: RequestContext,
  ) {}

  onModuleInit(): void {
    const fastify = this.adapter.httpAdapter?.getInstance<FastifyInstance>();
    fastify?.addHook('onRequest', (request, reply, done) => {
      this.watch(request, reply);
      done();
    });
  }

  private watch(request: FastifyRequest, reply: FastifyReply): void {
    const path = pathOf(request.raw.url ?? '/');
    if (QUIET.test(path)) return;
    const startedAt = performance.now();
    const state = this.context.current();
    reply.raw.once('close', () => {
      this.write(state, {
        method: request.method,
        path,
        route: routeOf(request),
        status: reply.raw.statusCode,
        durationMs: Math.round((performance.now() - startedAt) * 100) / 100,
        ip: request.ip,
        ...(reply.raw.writableFinished ? {} : { aborted: true }),
      });
    });
  }

  /** The socket's events come outside of the request's context, so it is entered once more. */
  private write(state: RequestState | undefined, line: AccessLine): void {
    const log = (): void => {
      if (line.status >= 500) this.logger.error(line, 'request failed');
      else this.logger.log(line, 'request completed');
    };
    if (state === undefined) log();
    else this.context.run(state, log);
  }
}

/** Query strings can hold tokens and people's ids: they are never logged. */
function pathOf(url: string): string {
  const end = url.search(/[?#]/);
  return end === -1 ? url : url.slice(0, end);
}
