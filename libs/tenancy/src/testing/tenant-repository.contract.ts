import { tenantSlug } from '@app/kernel';
import { CredentialChanged, TenantTaken } from '../domain/tenancy.errors';
import type { Tenant, User } from '../domain/tenant';
import type { TenancySubject } from './environment-repository.contract';
import { aTenant, anOwner } from './tenancy.builders';

/** What every repository of tenants keeps to. `open` is called once per test. */
export function tenantRepositoryContract(open: () => TenancySubject): void {
  let subject: TenancySubject;
  let tenant: Tenant;
  let owner: User;

  const add = (one: Tenant, ...users: User[]): Promise<void> =>
    subject.unitOfWork.run(async (tx) => {
      await subject.tenants.add(tx, one);
      for (const user of users) await subject.tenants.addUser(tx, user);
    });
  const setHash = (user: User, hash: string): Promise<User> =>
    subject.unitOfWork.run((tx) => subject.tenants.setPasswordHash(tx, user, hash));

  beforeEach(async () => {
    subject = open();
    tenant = aTenant();
    owner = anOwner(tenant);
    await add(tenant, owner);
  });

  it('finds a tenant by its slug, and no other', async () => {
    expect(await subject.tenants.find(tenant.slug)).toEqual(tenant);
    expect(await subject.tenants.find(tenantSlug('no-such-tenant'))).toBeUndefined();
  });

  it('refuses a slug that is taken, whoever comes first', async () => {
    const slug = `t-${tenant.id}`;
    const outcomes = await Promise.allSettled([add(aTenant(slug)), add(aTenant(slug))]);
    const [refusal, ...more] = outcomes.filter(({ status }) => status === 'rejected');
    expect(refusal).toMatchObject({ reason: expect.any(TenantTaken) });
    expect(more).toEqual([]);
  });

  it('finds the owner among the people of the tenant', async () => {
    const editor = anOwner(tenant, { role: 'editor' });
    await subject.unitOfWork.run((tx) => subject.tenants.addUser(tx, editor));
    expect(await subject.tenants.findOwner(tenant.id)).toEqual(owner);
    expect(await subject.tenants.findOwner(aTenant().id)).toBeUndefined();
  });

  it('finds a person in their own tenant only', async () => {
    expect(await subject.tenants.findUser(tenant.id, owner.id)).toEqual(owner);
    expect(await subject.tenants.findUser(aTenant().id, owner.id)).toBeUndefined();
  });

  it('counts the passwords a person has had', async () => {
    const changed = await setHash(owner, 'second');
    expect(changed).toEqual({ ...owner, passwordHash: 'second', credentialVersion: 2 });
    expect(await subject.tenants.findUser(tenant.id, owner.id)).toEqual(changed);
  });

  it('refuses a change that was made from an older reading', async () => {
    await setHash(owner, 'second');
    await expect(setHash(owner, 'lost')).rejects.toThrow(CredentialChanged);
    expect((await subject.tenants.findOwner(tenant.id))?.passwordHash).toBe('second');
  });

  it('lets one of two changes at once win', async () => {
    const outcomes = await Promise.allSettled([setHash(owner, 'a'), setHash(owner, 'b')]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
  });
}
