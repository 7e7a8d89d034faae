import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import type { FastifyReply } from 'fastify';
import type { Counter } from 'prom-client';
import { RateLimited, RequestContext } from '@app/kernel';
import { ENDPOINT, type EndpointOptions } from '@app/platform/openapi';
import { bucketKey } from '../application/rate-limit-keys';
import { TokenBucket } from '../application/token-bucket';
import type { Limits } from '../domain/limits';
import { API_LIMITS, RATE_LIMIT_DECISIONS } from '../rate-limit.tokens';
import { levelHeaders, policyHeader, wholeSeconds } from './rate-limit.headers';

/**
 * Takes one token of the caller's tenant for every request to a route that is limited, and states
 * the level in the answer's headers. Stands after authentication: without a caller there is no
 * bucket, and public routes have limits of their own.
 */
@Injectable()
export class RateLimitGuard implements CanActivate {
  private readonly policy: string;

  constructor(
    private readonly reflector: Reflector,
    private readonly context: RequestContext,
    private readonly buckets: TokenBucket,
    @Inject(API_LIMITS) private readonly limits: Limits,
    @InjectMetric(RATE_LIMIT_DECISIONS)
    private readonly decisions: Counter<'decision' | 'source'>,
  ) {
    this.policy = policyHeader(limits);
  }

  /** @throws RateLimited */
  async canActivate(execution: ExecutionContext): Promise<boolean> {
    const principal = this.context.current()?.principal;
    if (principal === undefined || !this.isLimited(execution)) return true;
    const key = bucketKey(principal.tenantId, 'api');
    const decision = await this.buckets.take(key, 1, this.limits);
    this.decisions.inc({ decision: decision.kind, source: decision.source });
    const reply = execution.switchToHttp().getResponse<FastifyReply>();
    reply.header('RateLimit-Policy', this.policy);
    reply.headers(levelHeaders(decision, this.limits));
    if (decision.kind === 'allowed') return true;
    throw new RateLimited(Math.max(1, wholeSeconds(decision.retryAfterMs)));
  }

  private isLimited(execution: ExecutionContext): boolean {
    const handler = execution.getHandler();
    const options = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, handler);
    return (options?.limit ?? 'tenant') === 'tenant';
  }
}
