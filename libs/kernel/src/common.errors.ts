import { DomainError } from './domain.error';

/** No credential, or one that proves nothing. Deliberately does not say which. */
export class Unauthenticated extends DomainError {
  static readonly code = 'auth.unauthenticated';
  readonly code = Unauthenticated.code;

  constructor(message = 'Send a valid bearer token or log in first.') {
    super(message);
  }
}

/** The caller is known and may not do this. */
export class Forbidden extends DomainError {
  static readonly code = 'auth.forbidden';
  readonly code = Forbidden.code;

  constructor(message: string) {
    super(message);
  }
}

/** The tenant named in the request is not the caller's, whether it exists or not. */
export class ForeignTenant extends DomainError {
  static readonly code = 'tenant.foreign';
  readonly code = ForeignTenant.code;

  constructor() {
    super('"tenant" must be the tenant you are logged in to.');
  }
}

/** The state a write was made for is not the present one any more. */
export class PreconditionFailed extends DomainError {
  static readonly code = 'request.precondition_failed';
  readonly code = PreconditionFailed.code;

  constructor(message: string) {
    super(message);
  }
}

/** A store that this request cannot do without is unreachable; trying again later may work. */
export class StoreUnavailable extends DomainError {
  static readonly code = 'store.unavailable';
  readonly code = StoreUnavailable.code;

  /** @param retryAfterSeconds what to tell the caller in `Retry-After` */
  constructor(
    store: string,
    readonly retryAfterSeconds = 5,
    options?: ErrorOptions,
  ) {
    super(
      `${store} cannot be reached. Try again shortly; with an Idempotency-Key a write can be repeated safely.`,
      {},
      options,
    );
  }
}

/** Too many requests; `retryAfterSeconds` is when the next one may succeed. */
export class RateLimited extends DomainError {
  static readonly code = 'rate_limit.exceeded';
  readonly code = RateLimited.code;

  /** @param policy the limit that was met, as the `RateLimit-Policy` field names it */
  constructor(
    readonly retryAfterSeconds: number,
    policy = 'tenant',
  ) {
    super(`Too many requests; try again in ${retryAfterSeconds} s.`, {
      'violated-policies': [policy],
    });
  }
}
