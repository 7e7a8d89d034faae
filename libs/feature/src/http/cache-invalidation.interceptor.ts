import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { RequestContext } from '@app/kernel';
import { from, map, mergeMap, type Observable, of } from 'rxjs';
import { CacheInvalidation } from '../application/cache-invalidation';
import { FeatureMetrics } from '../application/feature.metrics';

/**
 * After a request's transactions have committed and before its answer is sent: deletes the cached
 * lists it changed, so that the caller's next read sees the write. A failure does not fail the answer;
 * the relay repeats the deletion until it succeeds.
 */
@Injectable()
export class CacheInvalidationInterceptor implements NestInterceptor {
  constructor(
    private readonly context: RequestContext,
    private readonly invalidation: CacheInvalidation,
    private readonly metrics: FeatureMetrics,
  ) {}

  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    const committed = this.context.current()?.committed;
    if (committed === undefined) return next.handle();
    return next.handle().pipe(
      mergeMap((answer: unknown) => {
        if (committed.length === 0) return of(answer);
        this.metrics.committed(committed);
        const done = this.invalidation.afterCommit(committed).catch(() => undefined);
        return from(done).pipe(map((): unknown => answer));
      }),
    );
  }
}
