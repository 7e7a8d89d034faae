import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { RequestContext } from '@app/kernel';
import { OutboxSignal } from '@app/outbox';
import { ENDPOINT, type EndpointOptions } from '@app/platform/openapi';
import { type Observable, tap } from 'rxjs';

/** Names the use case for whatever it records, and has its events delivered once it has committed. */
@Injectable()
export class AuditInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly context: RequestContext,
    private readonly signal: OutboxSignal,
  ) {}

  intercept(context: ExecutionContext, next: CallHandler): Observable<unknown> {
    const state = this.context.current();
    if (state === undefined) return next.handle();
    const endpoint = this.reflector.get<EndpointOptions | undefined>(
      ENDPOINT,
      context.getHandler(),
    );
    if (endpoint?.action !== undefined) state.action = endpoint.action;
    return next.handle().pipe(
      tap({
        complete: () => {
          if (state.committed.length > 0) this.signal.wake();
        },
      }),
    );
  }
}
