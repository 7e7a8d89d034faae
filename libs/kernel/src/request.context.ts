import type { DomainEvent } from './domain.event';
import type { Principal } from './principal';

/** What is known of the request being served. Opened by middleware, filled on the way in. */
export interface RequestState {
  readonly requestId: string;
  readonly ip?: string;
  readonly userAgent?: string;
  principal?: Principal;
  /** The use case as its endpoint names it, for logs and audit. */
  action?: string;
  /** Events of the transactions that this request has committed so far, in order. */
  readonly committed: DomainEvent[];
}

/** The state of the request that the calling code runs for; `undefined` outside of one. */
export abstract class RequestContext {
  abstract current(): RequestState | undefined;
  abstract run<T>(state: RequestState, work: () => T): T;
}
