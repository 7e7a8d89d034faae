import { DomainError } from '@app/kernel';

export class EnvironmentNotFound extends DomainError {
  static readonly code = 'environment.not_found';
  readonly code = EnvironmentNotFound.code;

  constructor(name: string) {
    super(`There is no environment "${name}"; GET /environments lists those there are.`, {
      environment: name,
    });
  }
}

export class EnvironmentNameTaken extends DomainError {
  static readonly code = 'environment.name_taken';
  readonly code = EnvironmentNameTaken.code;

  constructor(name: string, options?: ErrorOptions) {
    super(`There is an environment "${name}" already.`, { environment: name }, options);
  }
}

export class TenantTaken extends DomainError {
  static readonly code = 'tenant.taken';
  readonly code = TenantTaken.code;

  constructor(slug: string, options?: ErrorOptions) {
    super(`The tenant name "${slug}" is taken; choose another one.`, { tenant: slug }, options);
  }
}
