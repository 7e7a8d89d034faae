import type { Brand } from './brand';
import { DomainError } from './domain.error';

/** A tenant's slug, part of every address: chosen once, never changed. */
export type TenantSlug = Brand<string, 'TenantSlug'>;
/** The name of an environment within its tenant (`dev`, `prod`): chosen once, never changed. */
export type EnvironmentName = Brand<string, 'EnvironmentName'>;
/** A flag's key within its tenant: chosen once, never changed. */
export type FlagKey = Brand<string, 'FlagKey'>;

/** Lower-case letters, digits and inner hyphens, 2 to 63 characters: fits a DNS label. */
export const TENANT_SLUG = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])$/;
/** Lower-case letters, digits and inner hyphens, 1 to 63 characters. */
export const ENVIRONMENT_NAME = /^[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?$/;
/** Letters, digits, dot, underscore and hyphen, at most 128: safe in a URL without encoding. */
export const FLAG_KEY = /^[A-Za-z0-9][A-Za-z0-9._-]{0,127}$/;

/** A name that does not have the form it must have. `parameter` says which one. */
export class InvalidName extends DomainError {
  static readonly code = 'name.invalid';
  readonly code = InvalidName.code;

  constructor(parameter: string, rule: string) {
    super(`"${parameter}" must be ${rule}.`, { parameter });
  }
}

/** @throws InvalidName */
export function tenantSlug(raw: string): TenantSlug {
  if (!TENANT_SLUG.test(raw)) {
    throw new InvalidName('tenant', '2 to 63 lower-case letters, digits or inner hyphens');
  }
  return raw as TenantSlug;
}

/** @throws InvalidName */
export function environmentName(raw: string): EnvironmentName {
  if (!ENVIRONMENT_NAME.test(raw)) {
    throw new InvalidName('env', '1 to 63 lower-case letters, digits or inner hyphens');
  }
  return raw as EnvironmentName;
}

/** @throws InvalidName */
export function flagKey(raw: string): FlagKey {
  if (!FLAG_KEY.test(raw)) {
    throw new InvalidName(
      'key',
      '1 to 128 letters, digits, dots, underscores or hyphens, beginning with a letter or digit',
    );
  }
  return raw as FlagKey;
}
