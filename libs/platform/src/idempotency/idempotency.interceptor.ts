import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import type { FastifyReply, FastifyRequest } from 'fastify';
import { type Observable, of } from 'rxjs';
import { type Principal, RequestContext } from '@app/kernel';
import { ENDPOINT, type EndpointOptions } from '../openapi';
import { AnswerKeeper } from './answer.keeper';
import { fingerprintOf } from './fingerprint';
import { idempotencyKey } from './idempotency-key';
import { IdempotencyKeyInFlight, IdempotencyKeyReused } from './idempotency.errors';
import { type ClaimRequest, IdempotencyStore, type StoredAnswer } from './idempotency.store';

/** A minute: longer than any request may take. */
const LEASE_MS = 60_000;
/** A day: published in the documentation of the header. */
const KEEP_MS = 86_400_000;
const WRITES = new Set(['POST', 'PUT', 'PATCH', 'DELETE']);

/**
 * Makes a write with an `Idempotency-Key` happen once: whoever repeats it gets the first answer
 * again, with `Idempotency-Replayed: true`.
 *
 * The key is claimed before the handler and the answer kept before it is sent. If the process dies
 * between the commit of the write and that, nobody has seen an answer, and after the lease the
 * repeated request runs again: every write that takes a key therefore is one that running twice
 * leaves as running once does (upserts, deletes, promotions; unique names). Routes for which that
 * does not hold, or whose answer is secret, say `idempotent: false`.
 */
@Injectable()
export class IdempotencyInterceptor implements NestInterceptor {
  constructor(
    private readonly reflector: Reflector,
    private readonly context: RequestContext,
    private readonly store: IdempotencyStore,
    private readonly keeper: AnswerKeeper,
  ) {}

  /**
   * @throws InvalidParameter when the key has no form of a key
   * @throws IdempotencyKeyReused, IdempotencyKeyInFlight
   */
  async intercept(execution: ExecutionContext, next: CallHandler): Promise<Observable<unknown>> {
    const http = execution.switchToHttp();
    const request = http.getRequest<FastifyRequest>();
    const wanted = this.claimRequest(execution, request);
    if (wanted === undefined) return next.handle();
    const outcome = await this.store.claim(wanted);
    switch (outcome.kind) {
      case 'claimed':
        this.keeper.watch(request, outcome.claim);
        return next.handle();
      case 'finished':
        return of(replay(outcome.answer, http.getResponse<FastifyReply>()));
      case 'in_flight':
        throw new IdempotencyKeyInFlight();
      case 'reused':
        throw new IdempotencyKeyReused();
      default:
        return outcome satisfies never;
    }
  }

  private claimRequest(
    execution: ExecutionContext,
    request: FastifyRequest,
  ): ClaimRequest | undefined {
    const header = request.headers['idempotency-key'];
    const principal = this.context.current()?.principal;
    if (typeof header !== 'string' || principal === undefined) return undefined;
    const { method, url, body } = request;
    const options = this.reflector.get<EndpointOptions | undefined>(
      ENDPOINT,
      execution.getHandler(),
    );
    if (!WRITES.has(method) || options?.idempotent === false) return undefined;
    const ifMatch = request.headers['if-match'];
    return {
      tenantId: principal.tenantId,
      caller: callerOf(principal),
      key: idempotencyKey(header),
      fingerprint: fingerprintOf({ method, url, ifMatch, body }),
      leaseMs: LEASE_MS,
      keepMs: KEEP_MS,
    };
  }
}

function callerOf({ actor }: Principal): string {
  return `${actor.type}:${actor.id}`;
}

function replay({ status, headers, body }: StoredAnswer, reply: FastifyReply): string | undefined {
  reply.status(status).headers(headers).header('Idempotency-Replayed', 'true');
  return body;
}
