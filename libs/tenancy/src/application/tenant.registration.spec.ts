import { tenantSlug } from '@app/kernel';
import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { TenantTaken } from '../domain/tenancy.errors';
import { InMemoryEnvironmentRepository } from '../testing/in-memory-environment.repository';
import { InMemoryTenantRepository } from '../testing/in-memory-tenant.repository';
import { EnvironmentFactory } from './environment.factory';
import { TenantRegistration } from './tenant.registration';

const ZEBRA = { tenant: tenantSlug('zebra'), passwordHash: '$argon2id$…' };

function open() {
  const context = new AsyncLocalRequestContext();
  const [clock, ids] = [new SystemClock(), new UuidV7Generator()];
  const unitOfWork = new InMemoryUnitOfWork(new DomainEventFactory(clock, ids, context), context);
  const environments = new InMemoryEnvironmentRepository();
  const tenants = new InMemoryTenantRepository();
  const factory = new EnvironmentFactory(ids, clock);
  const registration = new TenantRegistration(
    unitOfWork,
    tenants,
    environments,
    factory,
    ids,
    clock,
  );
  return { registration, unitOfWork, environments, tenants };
}

describe('registering a tenant', () => {
  it('makes the tenant, its owner and three empty environments', async () => {
    const { registration, environments, tenants } = open();
    const { tenant, owner } = await registration.register(ZEBRA);
    expect(await tenants.find(ZEBRA.tenant)).toEqual(tenant);
    expect(await tenants.findOwner(tenant.id)).toEqual(owner);
    expect(owner).toMatchObject({ role: 'owner', credentialVersion: 1 });
    const made = await environments.list(tenant.id);
    expect(made.map(({ name, revision }) => [name, revision])).toEqual([
      ['dev', 0],
      ['staging', 0],
      ['prod', 0],
    ]);
  });

  it('gives every environment an epoch of its own', async () => {
    const { environments } = await open().registration.register(ZEBRA);
    expect(new Set(environments.map(({ epoch }) => epoch)).size).toBe(3);
    for (const { epoch } of environments) expect(epoch).toMatch(/^[0-9a-f]{12}$/);
  });

  it('records who did what, and no password', async () => {
    const { registration, unitOfWork } = open();
    const { owner } = await registration.register({ ...ZEBRA, name: 'Zebra Ltd.' });
    expect(unitOfWork.log.map(({ action, key }) => [action, key])).toEqual([
      ['tenant.registered', 'zebra'],
      ['environment.created', 'dev'],
      ['environment.created', 'staging'],
      ['environment.created', 'prod'],
    ]);
    for (const { actor } of unitOfWork.log) expect(actor.id).toBe(owner.id);
    expect(JSON.stringify(unitOfWork.log)).not.toContain('argon2id');
  });

  it('leaves nothing behind when the name is taken', async () => {
    const { registration, unitOfWork, tenants } = open();
    const first = await registration.register(ZEBRA);
    await expect(registration.register(ZEBRA)).rejects.toThrow(TenantTaken);
    expect(await tenants.find(ZEBRA.tenant)).toEqual(first.tenant);
    expect(unitOfWork.log).toHaveLength(4);
  });
});
