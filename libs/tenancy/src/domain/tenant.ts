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
}
