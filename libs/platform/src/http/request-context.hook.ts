import { Injectable, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyAdapter } from '@nestjs/platform-fastify';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { RequestContext, type RequestState } from '@app/kernel';
import { REQUEST_ID_HEADER } from './request-id';
import { RequestIds } from './request-ids';

/**
 * Opens the request's context around everything that serves it: middleware, guards, interceptors,
 * handlers and the exception filter. It takes the adapter's first hook, since whatever ran before
 * it would log without a request id.
 */
@Injectable()
export class RequestContextHook implements OnModuleInit {
  constructor(
    private readonly host: HttpAdapterHost<FastifyAdapter>,
    private readonly context: RequestContext,
    private readonly ids: RequestIds,
  ) {}

  onModuleInit(): void {
    this.host.httpAdapter?.setOnRequestHook((request, reply, done) => {
      this.open(request, reply, done);
    });
  }

  private open(request: FastifyRequest, reply: FastifyReply, done: () => void): void {
    const requestId = this.ids.of(request);
    request.id = requestId;
    reply.header(REQUEST_ID_HEADER, requestId);
    const userAgent = request.headers['user-agent'];
    const state: RequestState = {
      requestId,
      ip: request.ip,
      ...(userAgent === undefined ? {} : { userAgent }),
      committed: [],
    };
    this.context.run(state, done);
  }
}
