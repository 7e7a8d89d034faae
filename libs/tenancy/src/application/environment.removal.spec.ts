import { Forbidden, PreconditionFailed, type Principal, strongTag } from '@app/kernel';
import { DomainEventFactory } from '@app/outbox';
import { AsyncLocalRequestContext, SystemClock, UuidV7Generator } from '@app/platform/context';
import { InMemoryUnitOfWork } from '../../../outbox/src/testing/in-memory-unit-of-work';
import {
  EnvironmentNotEmpty,
  EnvironmentNotFound,
  LastEnvironment,
} from '../domain/tenancy.errors';
import { InMemoryEnvironmentRepository } from '../testing/in-memory-environment.repository';
import { InMemoryTenantRepository } from '../testing/in-memory-tenant.repository';
import { aTenant, anEnvironment } from '../testing/tenancy.builders';
import { EnvironmentDirectory } from './environment.directory';
import { EnvironmentRemoval } from './environment.removal';
import { EnvironmentResidents, type Holding } from './environment.residents';

describe('deleting an environment', () => {
  const zebra = aTenant('zebra');
  const [dev, prod] = [
    anEnvironment(zebra, 'dev', { revision: 7 }),
    anEnvironment(zebra, 'prod', { revision: 2 }),
  ];
  const caller: Principal = {
    tenantId: zebra.id,
    tenant: zebra.slug,
    actor: { type: 'user', id: 'u1', name: 'zebra' },
    scopes: new Set(['environments:write']),
  };

  async function open() {
    const context = new AsyncLocalRequestContext();
    const clock = new SystemClock();
    const events = new DomainEventFactory(clock, new UuidV7Generator(), context);
    const unitOfWork = new InMemoryUnitOfWork(events, context);
    const tenants = new InMemoryTenantRepository();
    const repository = new InMemoryEnvironmentRepository(tenants);
    await unitOfWork.run(async (tx) => {
      await tenants.add(tx, zebra);
      for (const each of [dev, prod]) await repository.add(tx, each);
    });
    const residents = new EnvironmentResidents();
    const directory = new EnvironmentDirectory(repository, clock);
    const removal = new EnvironmentRemoval(unitOfWork, repository, residents, directory);
    const remove = (name: string, ifMatch?: string) => removal.remove(caller, name, { ifMatch });
    const names = async () => (await repository.list(zebra.id)).map(({ name }) => name).sort();
    return { unitOfWork, residents, directory, removal, remove, names };
  }

  it('removes it and says so in the audit log', async () => {
    const { unitOfWork, directory, remove, names } = await open();
    expect(await directory.find(zebra.id, dev.name)).toBeDefined();
    await remove('dev');
    expect(await names()).toEqual(['prod']);
    expect(await directory.find(zebra.id, dev.name)).toBeUndefined();
    const { id, name, epoch } = dev;
    expect(unitOfWork.log).toEqual([
      expect.objectContaining({
        action: 'environment.deleted',
        tenant: { id: zebra.id, slug: 'zebra' },
        environment: { id, name, epoch, revision: 8 },
        key: 'dev',
        before: { name: 'dev' },
      }),
    ]);
  });

  it('is refused while there is something in it, and then nobody has to leave', async () => {
    const { unitOfWork, residents, remove, names } = await open();
    let present: Holding[] = [
      { kind: 'flag', count: 12 },
      { kind: 'segment', count: 1 },
      { kind: 'dream', count: 0 },
    ];
    const seen: string[] = [];
    residents.add({ holdings: async () => present });
    residents.add({
      leave: async (_, { owner, environment }) => {
        seen.push(`leave ${owner.slug}/${environment.name}`);
      },
      left: async () => void seen.push('left'),
    });
    const refused = await remove('dev').catch((error: unknown) => error);
    expect(refused).toBeInstanceOf(EnvironmentNotEmpty);
    expect(refused).toMatchObject({
      message: '"dev" still has 12 flags and 1 segment; delete what is in it first.',
    });
    expect([seen, unitOfWork.log, await names()]).toEqual([[], [], ['dev', 'prod']]);
    present = [];
    await remove('dev');
    expect(seen).toEqual(['leave zebra/dev', 'left']);
  });

  it('leaves everything as it was when somebody cannot leave', async () => {
    const { unitOfWork, residents, remove, names } = await open();
    const left = jest.fn();
    residents.add({ leave: () => Promise.reject(new Error('no')), left });
    await expect(remove('dev')).rejects.toThrow('no');
    expect([await names(), unitOfWork.log]).toEqual([['dev', 'prod'], []]);
    expect(left).not.toHaveBeenCalled();
  });

  it('holds the state that the caller has seen against the present one', async () => {
    const { remove, names } = await open();
    const tag = (version: number) => strongTag({ id: dev.id, version }, dev.epoch);
    await expect(remove('dev', tag(6))).rejects.toThrow(PreconditionFailed);
    expect(await names()).toEqual(['dev', 'prod']);
    await remove('dev', tag(7));
    expect(await names()).toEqual(['prod']);
  });

  it('refuses what is not there, the only one there is, and whoever is bound to one', async () => {
    const { removal, remove, names } = await open();
    await expect(remove('qa')).rejects.toThrow(EnvironmentNotFound);
    const bound = { ...caller, environment: { id: dev.id, name: dev.name } };
    await expect(removal.remove(bound, 'dev', {})).rejects.toThrow(Forbidden);
    await remove('dev');
    await expect(remove('dev')).rejects.toThrow(EnvironmentNotFound);
    await expect(remove('prod')).rejects.toThrow(LastEnvironment);
    expect(await names()).toEqual(['prod']);
  });
});
