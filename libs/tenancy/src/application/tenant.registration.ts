import { Injectable } from '@nestjs/common';
import {
  Clock,
  environmentName,
  IdGenerator,
  type TenantSlug,
  type Tx,
  UnitOfWork,
} from '@app/kernel';
import { DEFAULT_ENVIRONMENTS, type Environment } from '../domain/environment';
import { environmentCreated, tenantRegistered } from '../domain/tenancy.events';
import type { Tenant, User } from '../domain/tenant';
import { EnvironmentFactory } from './environment.factory';
import { EnvironmentRepository } from './environment.repository';
import { TenantRepository } from './tenant.repository';

/** What a new tenant is made of. */
export interface NewTenant {
  readonly tenant: TenantSlug;
  /** For people to read; default: the slug. */
  readonly name?: string;
  /** argon2id of the owner's password, in PHC string format. */
  readonly passwordHash: string;
}

/** A tenant as it was made. */
export interface RegisteredTenant {
  readonly tenant: Tenant;
  readonly owner: User;
  readonly environments: readonly Environment[];
}

/** Makes a tenant with its first environments and the owner who holds the password: all of it or nothing. */
@Injectable()
export class TenantRegistration {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly tenants: TenantRepository,
    private readonly environments: EnvironmentRepository,
    private readonly factory: EnvironmentFactory,
    private readonly ids: IdGenerator,
    private readonly clock: Clock,
  ) {}

  /** @throws TenantTaken */
  register(request: NewTenant): Promise<RegisteredTenant> {
    const registered = this.assemble(request);
    return this.unitOfWork.run(async (tx) => {
      await this.save(tx, registered);
      return registered;
    });
  }

  private assemble({ tenant: slug, name, passwordHash }: NewTenant): RegisteredTenant {
    const createdAt = new Date(this.clock.now());
    const tenant: Tenant = { id: this.ids.next(), slug, name: name ?? slug, createdAt };
    const owner: User = {
      id: this.ids.next(),
      tenantId: tenant.id,
      name: slug,
      role: 'owner',
      passwordHash,
      credentialVersion: 1,
      createdAt,
    };
    const environments = DEFAULT_ENVIRONMENTS.map((raw) =>
      this.factory.create(tenant.id, environmentName(raw)),
    );
    return { tenant, owner, environments };
  }

  private async save(tx: Tx, { tenant, owner, environments }: RegisteredTenant): Promise<void> {
    await this.tenants.add(tx, tenant);
    await this.tenants.addUser(tx, owner);
    const registered = tx.record(tenantRegistered(tenant, owner));
    for (const environment of environments) {
      await this.environments.add(tx, environment);
      tx.record({ ...environmentCreated(registered.tenant, environment), actor: registered.actor });
    }
  }
}
