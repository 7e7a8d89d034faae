import { DomainError } from '@app/kernel';

/** The key came before with another request: one of the two is a mistake. */
export class IdempotencyKeyReused extends DomainError {
  static readonly code = 'idempotency.key_reused';
  readonly code = IdempotencyKeyReused.code;

  constructor() {
    super('This Idempotency-Key was used for another request; use a new key for a new request.');
  }
}

/** The first request with this key has no answer yet. */
export class IdempotencyKeyInFlight extends DomainError {
  static readonly code = 'idempotency.in_flight';
  readonly code = IdempotencyKeyInFlight.code;

  constructor() {
    super('The first request with this Idempotency-Key is still being served; ask again shortly.');
  }
}
