import {
  type CallHandler,
  type ExecutionContext,
  Injectable,
  type NestInterceptor,
} from '@nestjs/common';
import { RequestContext } from '@app/kernel';
import { type Observable, tap } from 'rxjs';
import { RevisionNews } from '../snapshots/revision.news';

/** After a write, lets every process fetch the new revision at once. Holds up no answer. */
@Injectable()
export class RevisionInterceptor implements NestInterceptor {
  constructor(
    private readonly context: RequestContext,
    private readonly news: RevisionNews,
  ) {}

  intercept(_: ExecutionContext, next: CallHandler): Observable<unknown> {
    return next.handle().pipe(tap({ complete: () => this.tell() }));
  }

  private tell(): void {
    this.news.tell(this.context.current()?.committed ?? []);
  }
}
