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

  /**
   * Gives `user`, as it was read, another password, and adds 1 to its credential version.
   * @returns the user as it is then
   * @throws CredentialChanged when the password has been changed since it was read
   */
  abstract setPasswordHash(tx: Tx, user: User, passwordHash: string): Promise<User>;
}
