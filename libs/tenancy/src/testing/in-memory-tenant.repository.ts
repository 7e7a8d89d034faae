import type { TenantSlug, Tx } from '@app/kernel';
import { InMemoryTx } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { TenantRepository } from '../application/tenant.repository';
import { CredentialChanged, TenantTaken } from '../domain/tenancy.errors';
import type { Tenant, User } from '../domain/tenant';

/** Tenants and users in memory. */
export class InMemoryTenantRepository extends TenantRepository {
  private readonly tenants = new Map<string, Tenant>();
  private readonly users = new Map<string, User>();

  override async find(slug: TenantSlug): Promise<Tenant | undefined> {
    return [...this.tenants.values()].find((tenant) => tenant.slug === slug);
  }

  /** As the foreign key of an environment leads to it. @throws TypeError */
  get(id: string): Tenant {
    const tenant = this.tenants.get(id);
    if (tenant === undefined) throw new TypeError(`There is no tenant with the id ${id}.`);
    return tenant;
  }

  override async findOwner(tenantId: string): Promise<User | undefined> {
    return [...this.users.values()].find(
      (user) => user.tenantId === tenantId && user.role === 'owner',
    );
  }

  override async findUser(tenantId: string, userId: string): Promise<User | undefined> {
    const user = this.users.get(userId);
    return user?.tenantId === tenantId ? user : undefined;
  }

  override async add(tx: Tx, tenant: Tenant): Promise<void> {
    if ((await this.find(tenant.slug)) !== undefined) throw new TenantTaken(tenant.slug);
    this.tenants.set(tenant.id, tenant);
    undoable(tx, () => this.tenants.delete(tenant.id));
  }

  override async addUser(tx: Tx, user: User): Promise<void> {
    this.users.set(user.id, user);
    undoable(tx, () => this.users.delete(user.id));
  }

  override async setPasswordHash(tx: Tx, user: User, passwordHash: string): Promise<User> {
    const present = this.users.get(user.id);
    if (present?.credentialVersion !== user.credentialVersion) throw new CredentialChanged();
    const changed = {
      ...present,
      passwordHash,
      credentialVersion: present.credentialVersion + 1,
    };
    this.users.set(user.id, changed);
    undoable(tx, () => this.users.set(user.id, present));
    return changed;
  }
}

function undoable(tx: Tx, undo: () => void): void {
  if (tx instanceof InMemoryTx) tx.onRollback(undo);
}
