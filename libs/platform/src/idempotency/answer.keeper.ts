import { Injectable, Logger, type OnModuleInit } from '@nestjs/common';
import { HttpAdapterHost } from '@nestjs/core';
import type { FastifyInstance, FastifyReply, FastifyRequest } from 'fastify';
import { type Claim, IdempotencyStore, type StoredAnswer } from './idempotency.store';

/** Headers that belong to what was answered; the others belong to the exchange. */
const KEPT_HEADERS = ['content-type', 'etag', 'location'] as const;
/** Refusals that say "later": repeating them would be wrong. */
const PASSING = new Set([408, 425, 429]);

/**
 * Keeps the answers of claimed requests, as they leave: from the handler or from the exception
 * filter, after every interceptor, byte for byte. It is kept before it is sent, so that whoever has
 * seen an answer gets the same one again.
 */
@Injectable()
export class AnswerKeeper implements OnModuleInit {
  private readonly logger = new Logger('Idempotency');
  private readonly claims = new WeakMap<FastifyRequest, Claim>();

  constructor(
    private readonly host: HttpAdapterHost,
    private readonly store: IdempotencyStore,
  ) {}

  onModuleInit(): void {
    const fastify = this.host.httpAdapter?.getInstance<FastifyInstance>();
    fastify?.addHook('onSend', (request, reply, payload, done) => {
      const claim = this.claims.get(request);
      if (claim === undefined) return done(null, payload);
      this.claims.delete(request);
      void this.settle(claim, answerOf(reply, payload)).then(() => done(null, payload));
    });
  }

  /** The answer to `request` will be kept under `claim`. */
  watch(request: FastifyRequest, claim: Claim): void {
    this.claims.set(request, claim);
  }

  /** What was done is done: when the store is lost just now, the caller still gets its answer. */
  private async settle(claim: Claim, answer: StoredAnswer | undefined): Promise<void> {
    try {
      if (answer === undefined) await this.store.release(claim);
      else await this.store.finish(claim, answer);
    } catch (err) {
      this.logger.warn({ err }, 'An answer was not kept; its key is free when the lease runs out.');
    }
  }
}

/** @returns `undefined` for what must not be repeated: errors of ours, "later", streams, new cookies */
function answerOf(reply: FastifyReply, payload: unknown): StoredAnswer | undefined {
  const status = reply.statusCode;
  if (status >= 500 || PASSING.has(status) || reply.hasHeader('set-cookie')) return undefined;
  const isText = typeof payload === 'string' || Buffer.isBuffer(payload);
  if (!isText && payload !== undefined && payload !== null) return undefined;
  const headers = KEPT_HEADERS.flatMap((name) => {
    const value = reply.getHeader(name);
    return value === undefined ? [] : [[name, String(value)] as const];
  });
  return {
    status,
    headers: Object.fromEntries(headers),
    body: isText ? payload.toString() : undefined,
  };
}
