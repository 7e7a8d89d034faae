import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { RequestContext } from '@app/kernel';
import { type Observable, tap } from 'rxjs';
import { SnapshotStore } from '../snapshots/snapshot.store';

/** After a write, lets this process fetch the new revision at once. Holds up no answer. */
@Injectable()
export class RevisionInterceptor implements NestInterceptor {
  constructor(
    private readonly context: RequestContext,
    private readonly store: SnapshotStore,
  ) {}

  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(tap({ complete: () => this.tell() }));
  }

  private tell(): void {
    for (const { environment } of this.context.current()?.committed ?? []) {
      if (environment !== undefined) this.store.heard(environment.id, environment);
    }
  }
}
