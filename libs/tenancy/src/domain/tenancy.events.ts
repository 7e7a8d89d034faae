import type { NewDomainEvent } from '@app/kernel';
import type { Environment } from './environment';
import type { Tenant, User } from './tenant';

type TenantRef = NewDomainEvent['tenant'];

/** The tenant exists, and who owns it. Nobody was logged in yet: the owner is taken to have acted. */
export function tenantRegistered(tenant: Tenant, owner: User): NewDomainEvent {
  return {
    action: 'tenant.registered',
    tenant: { id: tenant.id, slug: tenant.slug },
    key: tenant.slug,
    actor: { type: 'user', id: owner.id, name: owner.name },
    after: {
      tenant: tenant.slug,
      name: tenant.name,
      owner: { id: owner.id, name: owner.name, role: owner.role },
    },
  };
}

/** An environment was added to a tenant, empty and at revision 0. */
export function environmentCreated(tenant: TenantRef, environment: Environment): NewDomainEvent {
  const { id, name, epoch, revision } = environment;
  return {
    action: 'environment.created',
    tenant,
    environment: { id, name, epoch, revision },
    key: name,
    after: { name },
  };
}

/** An environment is gone, and all that belonged to it. The revision is the one after its last. */
export function environmentDeleted(tenant: TenantRef, environment: Environment): NewDomainEvent {
  const { id, name, epoch, revision } = environment;
  return {
    action: 'environment.deleted',
    tenant,
    environment: { id, name, epoch, revision: revision + 1 },
    key: name,
    before: { name },
  };
}

/** An operator restored an environment's data: its history is another one from here on. */
export function environmentEpochRenewed(
  { id: tenantId, slug }: TenantRef,
  { id, name, epoch, revision }: Environment,
  former: string,
): NewDomainEvent {
  return {
    action: 'environment.epoch_renewed',
    actor: { type: 'system', id: 'operator' },
    tenant: { id: tenantId, slug },
    environment: { id, name, epoch, revision },
    key: name,
    before: { epoch: former },
    after: { epoch },
    changes: [{ op: 'replace', path: '/epoch', before: former, after: epoch }],
  };
}
