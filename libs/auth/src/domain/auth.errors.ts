import { DomainError } from '@app/kernel';

/** This installation does not let strangers make tenants. */
export class RegistrationClosed extends DomainError {
  static readonly code = 'auth.registration_closed';
  readonly code = RegistrationClosed.code;

  constructor() {
    super('Registration is closed here; ask an operator for a tenant.');
  }
}

/** A cookie arrived with a request that may have been sent by another site. */
export class CrossSiteRequest extends DomainError {
  static readonly code = 'auth.csrf';
  readonly code = CrossSiteRequest.code;

  constructor() {
    super(
      'A change made with the cookie must come from this origin; send the token as "Authorization: Bearer" instead.',
    );
  }
}

/** The route does not say who may call it, so nobody may. A mistake of ours. */
export class UndeclaredEndpoint extends DomainError {
  static readonly code = 'auth.undeclared';
  readonly code = UndeclaredEndpoint.code;

  constructor() {
    super('This route does not say who may call it, so nobody may.');
  }
}
