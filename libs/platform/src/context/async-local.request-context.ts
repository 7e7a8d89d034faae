import { AsyncLocalStorage } from 'node:async_hooks';
import { Injectable } from '@nestjs/common';
import { RequestContext, type RequestState } from '@app/kernel';

/** Request state that follows the asynchronous call chain, so that no provider is request-scoped. */
@Injectable()
export class AsyncLocalRequestContext extends RequestContext {
  private readonly storage = new AsyncLocalStorage<RequestState>();

  override current(): RequestState | undefined {
    return this.storage.getStore();
  }

  override run<T>(state: RequestState, work: () => T): T {
    return this.storage.run(state, work);
  }
}
