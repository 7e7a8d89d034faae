import { environmentName, InvalidName } from '@app/kernel';
import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { TenantNotFound } from '../domain/tenancy.errors';
import { InMemoryEnvironmentRepository } from '../testing/in-memory-environment.repository';
import { InMemoryTenantRepository } from '../testing/in-memory-tenant.repository';
import { aTenant, anEnvironment } from '../testing/tenancy.builders';
import { EnvironmentFactory } from './environment.factory';
import { EpochRenewal } from './epoch.renewal';

describe('renewing epochs', () => {
  const [zebra, okapi] = [aTenant('zebra'), aTenant('okapi')];
  const dev = anEnvironment(zebra, 'dev', { revision: 7 });
  const prod = anEnvironment(zebra, 'prod');
  const foreign = anEnvironment(okapi, 'dev');

  async function open() {
    const context = new AsyncLocalRequestContext();
    const [clock, ids] = [new SystemClock(), new UuidV7Generator()];
    const unitOfWork = new InMemoryUnitOfWork(new DomainEventFactory(clock, ids, context), context);
    const tenants = new InMemoryTenantRepository();
    const environments = new InMemoryEnvironmentRepository(tenants);
    await unitOfWork.run(async (tx) => {
      for (const tenant of [zebra, okapi]) await tenants.add(tx, tenant);
      for (const each of [dev, prod, foreign]) await environments.add(tx, each);
    });
    const factory = new EnvironmentFactory(ids, clock);
    const renewal = new EpochRenewal(unitOfWork, environments, factory);
    const epochOf = async ({ tenantId, name }: typeof dev) =>
      (await environments.find(tenantId, environmentName(name)))?.epoch;
    return { renewal, unitOfWork, environments, epochOf };
  }

  it('gives every environment another epoch and leaves its revision', async () => {
    const { renewal, environments, epochOf } = await open();
    expect(await renewal.renew()).toHaveLength(3);
    const epochs = await Promise.all([dev, prod, foreign].map(epochOf));
    const former = [dev, prod, foreign].map(({ epoch }) => epoch);
    expect(new Set([...epochs, ...former]).size).toBe(6);
    expect((await environments.find(zebra.id, dev.name))?.revision).toBe(7);
  });

  it('renews those of one tenant alone, when one is named', async () => {
    const { renewal, epochOf } = await open();
    expect(await renewal.renew('zebra')).toHaveLength(2);
    expect(await epochOf(foreign)).toBe(foreign.epoch);
    expect(await epochOf(dev)).not.toBe(dev.epoch);
  });

  it('is in the audit log of each environment, done by the operator', async () => {
    const { renewal, unitOfWork, epochOf } = await open();
    await renewal.renew('okapi');
    const epoch = await epochOf(foreign);
    expect(unitOfWork.log).toEqual([
      expect.objectContaining({
        action: 'environment.epoch_renewed',
        tenant: { id: okapi.id, slug: 'okapi' },
        environment: { id: foreign.id, name: 'dev', epoch, revision: 0 },
        key: 'dev',
        actor: { type: 'system', id: 'operator' },
        changes: [{ op: 'replace', path: '/epoch', before: foreign.epoch, after: epoch }],
      }),
    ]);
  });

  it('refuses a tenant that there is not, and a name that is none, and changes nothing', async () => {
    const { renewal, unitOfWork } = await open();
    await expect(renewal.renew('nobody')).rejects.toThrow(TenantNotFound);
    await expect(renewal.renew('No Name')).rejects.toThrow(InvalidName);
    expect(unitOfWork.log).toEqual([]);
  });
});
