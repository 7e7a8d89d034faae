import type { EnvironmentName, TenantSlug, Tx } from '@app/kernel';
import { InMemoryTx } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { EnvironmentRepository } from '../application/environment.repository';
import type { Environment, OwnedEnvironment } from '../domain/environment';
import { EnvironmentNameTaken, EnvironmentNotFound } from '../domain/tenancy.errors';
import { InMemoryTenantRepository } from './in-memory-tenant.repository';

/** Environments in memory. Transactions of `InMemoryUnitOfWork` run one by one, so locking is looking. */
export class InMemoryEnvironmentRepository extends EnvironmentRepository {
  private readonly byId = new Map<string, Environment>();

  /** @param tenants those that the environments belong to, where somebody asks for all environments */
  constructor(private readonly tenants = new InMemoryTenantRepository()) {
    super();
  }

  override async find(tenantId: string, name: EnvironmentName): Promise<Environment | undefined> {
    const all = await this.list(tenantId);
    return all.find((environment) => environment.name === name);
  }

  override async findMany(
    wanted: readonly { readonly tenantId: string; readonly id: string }[],
  ): Promise<Environment[]> {
    return wanted.flatMap(({ tenantId, id }) => {
      const found = this.byId.get(id);
      return found?.tenantId === tenantId ? [found] : [];
    });
  }

  override async list(tenantId: string): Promise<Environment[]> {
    return [...this.byId.values()]
      .filter((environment) => environment.tenantId === tenantId)
      .sort((a, b) => a.createdAt.getTime() - b.createdAt.getTime() || (a.id < b.id ? -1 : 1));
  }

  override async lock(
    _tx: Tx,
    tenantId: string,
    names: readonly EnvironmentName[],
  ): Promise<Environment[]> {
    const found = await Promise.all(names.map((name) => this.find(tenantId, name)));
    return found.map((environment, index) => {
      if (environment === undefined) throw new EnvironmentNotFound(names[index] ?? '');
      return environment;
    });
  }

  override async lockAll(_tx: Tx, tenant?: TenantSlug): Promise<OwnedEnvironment[]> {
    const owned = [...this.byId.values()].map((environment) => {
      const { id, slug } = this.tenants.get(environment.tenantId);
      return { owner: { id, slug }, environment };
    });
    return owned.filter(({ owner }) => tenant === undefined || owner.slug === tenant);
  }

  override async lockForRemoval(
    tx: Tx,
    tenantId: string,
    name: EnvironmentName,
  ): Promise<Environment> {
    const [environment] = await this.lock(tx, tenantId, [name]);
    if (environment === undefined) throw new EnvironmentNotFound(name);
    return environment;
  }

  override async count(_tx: Tx, tenantId: string): Promise<number> {
    return (await this.list(tenantId)).length;
  }

  override async remove(tx: Tx, { id }: Environment): Promise<void> {
    const present = this.byId.get(id);
    if (!this.byId.delete(id) || present === undefined) return;
    undoable(tx, () => this.byId.set(id, present));
  }

  override async setEpoch(tx: Tx, environment: Environment, epoch: string): Promise<Environment> {
    return this.change(tx, environment, () => ({ epoch }));
  }

  override async advance(tx: Tx, environment: Environment): Promise<Environment> {
    return this.change(tx, environment, ({ revision }) => ({ revision: revision + 1 }));
  }

  private change(
    tx: Tx,
    { id, name }: Environment,
    to: (present: Environment) => Partial<Environment>,
  ): Environment {
    const present = this.byId.get(id);
    if (present === undefined) throw new EnvironmentNotFound(name);
    const changed = { ...present, ...to(present) };
    this.byId.set(id, changed);
    undoable(tx, () => this.byId.set(id, present));
    return changed;
  }

  override async add(tx: Tx, environment: Environment): Promise<void> {
    const { tenantId, id, name } = environment;
    if ((await this.find(tenantId, name)) !== undefined) throw new EnvironmentNameTaken(name);
    this.byId.set(id, environment);
    undoable(tx, () => this.byId.delete(id));
  }
}

function undoable(tx: Tx, undo: () => void): void {
  if (tx instanceof InMemoryTx) tx.onRollback(undo);
}
