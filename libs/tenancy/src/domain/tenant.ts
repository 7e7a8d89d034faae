import type { Role, TenantSlug } from '@app/kernel';

/** An isolated customer. Nothing of one tenant is ever visible to another. */
export interface Tenant {
  readonly id: string;
  readonly slug: TenantSlug;
  readonly name: string;
  readonly createdAt: Date;
}

/** A person of a tenant. The owner made with the tenant is the one who logs in by the tenant's name. */
export interface User {
  readonly id: string;
  readonly tenantId: string;
  readonly name: string;
  readonly role: Role;
  /** argon2id, in PHC string format. */
  readonly passwordHash: string;
  /**
   * Counts the passwords this user has had, from 1. A session carries the number it was opened
   * with, so that a change of password ends all older ones whatever the clocks say.
   */
  readonly credentialVersion: number;
  readonly createdAt: Date;
}
