import { DomainError } from '@app/kernel';

/** The tenant has no environment of this name. */
export class EnvironmentNotFound extends DomainError {
  static readonly code = 'environment.not_found';
  readonly code = EnvironmentNotFound.code;

  constructor(name: string) {
    super(`There is no environment "${name}"; GET /environments lists those there are.`, {
      environment: name,
    });
  }
}

/** The tenant has an environment of this name already. */
export class EnvironmentNameTaken extends DomainError {
  static readonly code = 'environment.name_taken';
  readonly code = EnvironmentNameTaken.code;

  constructor(name: string, options?: ErrorOptions) {
    super(`There is an environment "${name}" already.`, { environment: name }, options);
  }
}

/** The tenant has as many environments as it may have. */
export class EnvironmentLimitReached extends DomainError {
  static readonly code = 'environment.limit_reached';
  readonly code = EnvironmentLimitReached.code;

  constructor(limit: number) {
    super(`A tenant can have ${limit} environments at most.`, { limit });
  }
}

/** There is something in the environment that people have made and would lose with it. */
export class EnvironmentNotEmpty extends DomainError {
  static readonly code = 'environment.not_empty';
  readonly code = EnvironmentNotEmpty.code;

  constructor(
    name: string,
    holdings: readonly { readonly kind: string; readonly count: number }[],
  ) {
    const words = holdings.map(({ kind, count }) => `${count} ${kind}${count === 1 ? '' : 's'}`);
    super(`"${name}" still has ${words.join(' and ')}; delete what is in it first.`, {
      environment: name,
      holds: Object.fromEntries(holdings.map(({ kind, count }) => [`${kind}s`, count])),
    });
  }
}

/** A tenant keeps one environment at least. */
export class LastEnvironment extends DomainError {
  static readonly code = 'environment.last';
  readonly code = LastEnvironment.code;

  constructor(name: string) {
    super(`"${name}" is the only environment there is; add another one first.`, {
      environment: name,
    });
  }
}

/** An operator named a tenant that does not exist. Never thrown by a request over HTTP. */
export class TenantNotFound extends DomainError {
  static readonly code = 'tenant.not_found';
  readonly code = TenantNotFound.code;

  constructor(slug: string) {
    super(`There is no tenant "${slug}".`, { tenant: slug });
  }
}

/** The name of a tenant that is to be made belongs to another one. */
export class TenantTaken extends DomainError {
  static readonly code = 'tenant.taken';
  readonly code = TenantTaken.code;

  constructor(slug: string, options?: ErrorOptions) {
    super(`The tenant name "${slug}" is taken; choose another one.`, { tenant: slug }, options);
  }
}

/** The password was changed by someone else since it was read; nothing was written. */
export class CredentialChanged extends DomainError {
  static readonly code = 'user.credential_changed';
  readonly code = CredentialChanged.code;

  constructor() {
    super('The password was changed at the same moment; log in with the new one and try again.');
  }
}
