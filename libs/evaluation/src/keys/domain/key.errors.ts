import { DomainError } from '@app/kernel';

export class ApiKeyNotFound extends DomainError {
  static readonly code = 'api_key.not_found';
  readonly code = ApiKeyNotFound.code;

  constructor(id: string) {
    super(`There is no API key "${id}"; GET /api-keys lists those there are.`, { id });
  }
}

/** A key that asks for answers must be bound to the environment that answers. */
export class ApiKeyNeedsEnvironment extends DomainError {
  static readonly code = 'api_key.environment_required';
  readonly code = ApiKeyNeedsEnvironment.code;

  constructor() {
    super('Only a key of scope "manage" may have no "env"; name the environment it evaluates in.');
  }
}

export class ApiKeyExpiresInThePast extends DomainError {
  static readonly code = 'api_key.expired';
  readonly code = ApiKeyExpiresInThePast.code;

  constructor() {
    super('"expiresAt" must be in the future.');
  }
}

export class ApiKeyLimitReached extends DomainError {
  static readonly code = 'api_key.limit_reached';
  readonly code = ApiKeyLimitReached.code;

  constructor(limit: number) {
    super(`A tenant can have ${limit} API keys; delete those that nobody uses.`, { limit });
  }
}
