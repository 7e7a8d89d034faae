import type { Provider } from '@nestjs/common';
import { APP_FILTER, APP_GUARD, APP_INTERCEPTOR, APP_PIPE } from '@nestjs/core';
import { AuditInterceptor } from '@app/audit';
import { JwtAuthGuard, ScopeGuard } from '@app/auth';
import { RevisionInterceptor } from '@app/evaluation';
import { CacheInvalidationInterceptor } from '@app/feature';
import { IdempotencyInterceptor } from '@app/platform/idempotency';
import { RateLimitGuard } from '@app/rate-limit';
import { ProblemFilter } from './http/problem.filter';
import { RequestValidationPipe } from './http/validation.pipe';

/**
 * Everything that stands between the network and a controller, in the order in which Nest runs it.
 * Only this list registers anything globally; a test holds the running application against it.
 */
export const ENHANCERS: Provider[] = [
  // Who is calling: everything below depends on it.
  { provide: APP_GUARD, useExisting: JwtAuthGuard },
  // Before scopes, so that a caller who hammers a forbidden route is limited too.
  { provide: APP_GUARD, useExisting: RateLimitGuard },
  // What the endpoint declares; nothing declared means refused.
  { provide: APP_GUARD, useExisting: ScopeGuard },
  // Outermost: a replayed answer must not run what stands below it again.
  { provide: APP_INTERCEPTOR, useExisting: IdempotencyInterceptor },
  // Names the use case for the events it records; wakes the relay when it has committed.
  { provide: APP_INTERCEPTOR, useExisting: AuditInterceptor },
  // No process need wait for the relay to hear of a revision, this one not even for the broadcast.
  { provide: APP_INTERCEPTOR, useExisting: RevisionInterceptor },
  // Innermost: the cache is clean before the caller hears that the write is done.
  { provide: APP_INTERCEPTOR, useExisting: CacheInvalidationInterceptor },
  // Bodies and parameters to their classes; unknown members refused.
  { provide: APP_PIPE, useExisting: RequestValidationPipe },
  // Whatever is thrown, anywhere, as RFC 9457.
  { provide: APP_FILTER, useExisting: ProblemFilter },
];
