import type { TenantSlug, Tx } from '@app/kernel';
import type { Tenant, User } from '../domain/tenant';

/** Tenants and their people. */
export abstract class TenantRepository {
  abstract find(slug: TenantSlug): Promise<Tenant | undefined>;

  /** The user who logs in by the tenant's name alone. */
  abstract findOwner(tenantId: string): Promise<User | undefined>;

  abstract findUser(tenantId: string, userId: string): Promise<User | undefined>;

  /** @throws TenantTaken */
  abstract add(tx: Tx, tenant: Tenant): Promise<void>;

  abstract addUser(tx: Tx, user: User): Promise<void>;

  abstract setPasswordHash(tx: Tx, user: User, passwordHash: string): Promise<void>;
}
