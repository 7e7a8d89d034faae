import { environmentName, type UnitOfWork } from '@app/kernel';
import type { EnvironmentRepository } from '../application/environment.repository';
import type { TenantRepository } from '../application/tenant.repository';
import type { Environment } from '../domain/environment';
import { EnvironmentNameTaken, EnvironmentNotFound } from '../domain/tenancy.errors';
import type { Tenant } from '../domain/tenant';
import { aTenant, anEnvironment } from './tenancy.builders';

/** The adapters of one store. */
export interface TenancySubject {
  readonly environments: EnvironmentRepository;
  readonly tenants: TenantRepository;
  readonly unitOfWork: UnitOfWork;
}

const [DEV, STAGING, PROD] = ['dev', 'staging', 'prod'].map(environmentName) as [
  ReturnType<typeof environmentName>,
  ReturnType<typeof environmentName>,
  ReturnType<typeof environmentName>,
];

/** What every repository of environments keeps to. `open` is called once per test. */
export function environmentRepositoryContract(open: () => TenancySubject): void {
  let subject: TenancySubject;
  let tenant: Tenant;

  const add = (...environments: Environment[]): Promise<void> =>
    subject.unitOfWork.run(async (tx) => {
      for (const environment of environments) await subject.environments.add(tx, environment);
    });

  beforeEach(async () => {
    subject = open();
    tenant = aTenant();
    await subject.unitOfWork.run((tx) => subject.tenants.add(tx, tenant));
  });

  it('finds an environment as it was added', async () => {
    const dev = anEnvironment(tenant, 'dev', { revision: 7 });
    await add(dev);
    expect(await subject.environments.find(tenant.id, DEV)).toEqual(dev);
  });

  it('finds nothing under another name, and nothing of another tenant', async () => {
    await add(anEnvironment(tenant, 'dev'));
    expect(await subject.environments.find(tenant.id, PROD)).toBeUndefined();
    expect(await subject.environments.find(aTenant().id, DEV)).toBeUndefined();
  });

  it('lists those of the tenant, oldest first', async () => {
    const older = anEnvironment(tenant, 'staging', { createdAt: new Date('2026-01-01T00:00:00Z') });
    const newer = anEnvironment(tenant, 'dev', { createdAt: new Date('2026-01-02T00:00:00Z') });
    await add(newer, older);
    expect(await subject.environments.list(tenant.id)).toEqual([older, newer]);
  });

  it('refuses a second environment of one name, and keeps the first', async () => {
    const first = anEnvironment(tenant, 'dev');
    await add(first);
    await expect(add(anEnvironment(tenant, 'dev'))).rejects.toThrow(EnvironmentNameTaken);
    expect(await subject.environments.list(tenant.id)).toEqual([first]);
  });

  it('adds nothing when the transaction fails', async () => {
    const failing = subject.unitOfWork.run(async (tx) => {
      await subject.environments.add(tx, anEnvironment(tenant, 'dev'));
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await subject.environments.list(tenant.id)).toEqual([]);
  });

  it('locks in whatever order it is asked, and answers in that order', async () => {
    await add(anEnvironment(tenant, 'dev'), anEnvironment(tenant, 'prod'));
    const names = await subject.unitOfWork.run(async (tx) => {
      const locked = await subject.environments.lock(tx, tenant.id, [PROD, DEV]);
      return locked.map(({ name }) => name);
    });
    expect(names).toEqual(['prod', 'dev']);
  });

  it('finds many at once, and only under their own tenant', async () => {
    const dev = anEnvironment(tenant, 'dev', { revision: 3 });
    const prod = anEnvironment(tenant, 'prod');
    await add(dev, prod);
    const found = await subject.environments.findMany([
      { tenantId: tenant.id, id: dev.id },
      { tenantId: prod.id, id: prod.id },
    ]);
    expect(found).toEqual([dev]);
    expect(await subject.environments.findMany([])).toEqual([]);
  });

  it('locks nothing when one of the names is unknown', async () => {
    await add(anEnvironment(tenant, 'dev'));
    const attempt = subject.unitOfWork.run((tx) =>
      subject.environments.lock(tx, tenant.id, [DEV, STAGING]),
    );
    await expect(attempt).rejects.toThrow(EnvironmentNotFound);
  });

  it('adds 1 to the revision, and takes it back when the transaction fails', async () => {
    const dev = anEnvironment(tenant, 'dev', { revision: 41 });
    await add(dev);
    const advanced = await subject.unitOfWork.run((tx) => subject.environments.advance(tx, dev));
    expect(advanced).toEqual({ ...dev, revision: 42 });
    const failing = subject.unitOfWork.run(async (tx) => {
      await subject.environments.advance(tx, dev);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await subject.environments.find(tenant.id, DEV)).toEqual({ ...dev, revision: 42 });
  });

  it('locks all environments with the tenants they belong to, or those of one tenant', async () => {
    const dev = anEnvironment(tenant, 'dev', { revision: 3 });
    await add(dev);
    const other = aTenant();
    const foreign = anEnvironment(other, 'dev');
    await subject.unitOfWork.run((tx) => subject.tenants.add(tx, other));
    await add(foreign);
    const lockAll = (slug?: Tenant['slug']) =>
      subject.unitOfWork.run((tx) => subject.environments.lockAll(tx, slug));
    const [own, theirs] = [
      { owner: { id: tenant.id, slug: tenant.slug }, environment: dev },
      { owner: { id: other.id, slug: other.slug }, environment: foreign },
    ];
    expect(await lockAll()).toEqual(expect.arrayContaining([own, theirs]));
    expect(await lockAll(tenant.slug)).toEqual([own]);
    expect(await lockAll(aTenant().slug)).toEqual([]);
  });

  it('begins another epoch at the same revision, and takes it back when the transaction fails', async () => {
    const dev = anEnvironment(tenant, 'dev', { revision: 41 });
    await add(dev);
    const renewed = await subject.unitOfWork.run((tx) =>
      subject.environments.setEpoch(tx, dev, '0123456789ab'),
    );
    expect(renewed).toEqual({ ...dev, epoch: '0123456789ab' });
    const failing = subject.unitOfWork.run(async (tx) => {
      await subject.environments.setEpoch(tx, dev, 'ba9876543210');
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await subject.environments.find(tenant.id, DEV)).toEqual(renewed);
  });

  it('removes an environment, and brings it back when the transaction fails', async () => {
    const [dev, prod] = [anEnvironment(tenant, 'dev'), anEnvironment(tenant, 'prod')];
    await add(dev, prod);
    const remove = (fail: boolean) =>
      subject.unitOfWork.run(async (tx) => {
        const locked = await subject.environments.lockForRemoval(tx, tenant.id, DEV);
        expect(locked).toEqual(dev);
        await subject.environments.remove(tx, locked);
        if (fail) throw new Error('no');
      });
    await expect(remove(true)).rejects.toThrow('no');
    expect(await subject.environments.find(tenant.id, DEV)).toEqual(dev);
    await remove(false);
    expect(await subject.environments.list(tenant.id)).toEqual([prod]);
  });

  it('is locked for removal by one alone: whoever comes second finds nothing', async () => {
    await add(anEnvironment(tenant, 'dev'));
    const remove = () =>
      subject.unitOfWork.run(async (tx) =>
        subject.environments.remove(
          tx,
          await subject.environments.lockForRemoval(tx, tenant.id, DEV),
        ),
      );
    const [one, other] = await Promise.allSettled([remove(), remove()]);
    const failed = [one, other].filter(({ status }) => status === 'rejected');
    expect(failed).toEqual([{ status: 'rejected', reason: expect.any(EnvironmentNotFound) }]);
  });

  it('removes of a tenant one at a time, so that of the last two at once one is seen to be the last', async () => {
    await add(anEnvironment(tenant, 'dev'), anEnvironment(tenant, 'prod'));
    const remove = (name: typeof DEV) =>
      subject.unitOfWork.run(async (tx) => {
        const locked = await subject.environments.lockForRemoval(tx, tenant.id, name);
        const present = await subject.environments.count(tx, tenant.id);
        if (present > 1) await subject.environments.remove(tx, locked);
        return present;
      });
    expect((await Promise.all([remove(DEV), remove(PROD)])).sort()).toEqual([1, 2]);
    expect(await subject.environments.list(tenant.id)).toHaveLength(1);
  });

  it('gives every one of many writers at once a revision of its own', async () => {
    await add(anEnvironment(tenant, 'dev'), anEnvironment(tenant, 'prod'));
    const write = (names: (typeof DEV)[]): Promise<number[]> =>
      subject.unitOfWork.run(async (tx) => {
        const locked = await subject.environments.lock(tx, tenant.id, names);
        const advanced = [];
        for (const one of locked) advanced.push(await subject.environments.advance(tx, one));
        return advanced.map(({ revision }) => revision);
      });
    const writers = Array.from({ length: 8 }, (_, i) => write(i % 2 ? [DEV, PROD] : [PROD, DEV]));
    const revisions = (await Promise.all(writers)).map(([first]) => first);
    const perOrder = [0, 1].map((odd) => revisions.filter((_, i) => i % 2 === odd));
    for (const own of perOrder) expect(new Set(own).size).toBe(4);
    expect((await subject.environments.find(tenant.id, DEV))?.revision).toBe(8);
  });
}
