import { randomUUID } from 'node:crypto';
import { type TenantSlug, tenantSlug, type Tx, type UnitOfWork } from '@app/kernel';
import type { ApiKeyRepository } from '../keys/application/api-key.repository';
import type { ApiKey } from '../keys/domain/api-key';
import { aSecret, anApiKey } from './api-key.builders';

/** A repository with a tenant that has an environment: keys refer to both. */
export interface KeySubject {
  readonly repository: ApiKeyRepository;
  readonly unitOfWork: UnitOfWork;
  readonly owner: Pick<ApiKey, 'tenantId' | 'tenant' | 'environment'>;
}

/** What every repository of API keys keeps to. `open` gives a tenant without keys. */
export function apiKeyRepositoryContract(open: () => Promise<KeySubject>): void {
  let subject: KeySubject;
  const run = <T>(work: (tx: Tx) => Promise<T>): Promise<T> => subject.unitOfWork.run(work);
  const add = async (more: Partial<ApiKey> = {}) => {
    const [key, { kept }] = [anApiKey({ ...subject.owner, ...more }), aSecret()];
    await run((tx) => subject.repository.add(tx, key, kept));
    return { key, kept };
  };
  const ids = (records: { key: ApiKey }[]) => records.map(({ key }) => key.id);

  beforeEach(async () => {
    subject = await open();
  });

  it('gives back what was added, with its secret', async () => {
    const { key, kept } = await add({ expiresAt: new Date('2030-01-01T00:00:00.000Z') });
    const { tenant } = subject.owner;
    const found = await subject.repository.findByHash(tenant, kept.hash);
    expect(found?.key).toEqual({ ...key, lastUsedAt: undefined, revokedAt: undefined });
    expect(found?.secrets).toEqual([{ ...kept, expiresAt: undefined }]);
    expect(found?.changedAt).toBeInstanceOf(Date);
  });

  it('finds a secret under its own tenant only', async () => {
    const { kept } = await add();
    const other: TenantSlug = tenantSlug('somebody-else');
    expect(await subject.repository.findByHash(other, kept.hash)).toBeUndefined();
    const unknown = aSecret().kept.hash;
    expect(await subject.repository.findByHash(subject.owner.tenant, unknown)).toBeUndefined();
  });

  it('keeps a key that reaches all environments', async () => {
    const { key } = await add({ environment: undefined, scope: 'manage' });
    const [listed] = await subject.repository.list(subject.owner.tenantId);
    expect(listed).toMatchObject({ id: key.id, environment: undefined, scope: 'manage' });
  });

  it('lists those of an environment for update, without revoked ones and those of all', async () => {
    const { key: one } = await add();
    const { key: other } = await add();
    const { key: gone } = await add();
    await add({ environment: undefined, scope: 'manage' });
    await run((tx) => subject.repository.revoke(tx, gone, new Date()));
    const { tenantId, environment } = subject.owner;
    const listed = (id = environment?.id ?? '') =>
      run((tx) => subject.repository.listForUpdate(tx, { tenantId, id }));
    expect((await listed()).map(({ id }) => id).sort()).toEqual([one.id, other.id].sort());
    expect(await listed(randomUUID())).toEqual([]);
  });

  it('lets go of the revoked keys of an environment alone', async () => {
    const { key: gone, kept } = await add();
    const { key: open } = await add();
    await run((tx) => subject.repository.revoke(tx, gone, new Date()));
    const { tenantId, tenant, environment } = subject.owner;
    const keep = (id = environment?.id ?? '') =>
      run((tx) => subject.repository.keepRevoked(tx, { tenantId, id }));
    const found = async () => (await subject.repository.findByHash(tenant, kept.hash))?.key;
    await keep(randomUUID());
    expect(await found()).toMatchObject({ environment });
    await keep();
    expect(await found()).toMatchObject({ id: gone.id, environment: undefined });
    expect(await subject.repository.list(tenantId)).toMatchObject([{ id: open.id, environment }]);
  });

  it('lists and counts the tenant’s keys, newest first, without revoked ones', async () => {
    const { key: older } = await add({ createdAt: new Date('2026-01-01T00:00:00Z') });
    const { key: newer } = await add({ createdAt: new Date('2026-02-01T00:00:00Z') });
    const { key: gone } = await add();
    await run((tx) => subject.repository.revoke(tx, gone, new Date()));
    const { tenantId } = subject.owner;
    const listed = await subject.repository.list(tenantId);
    expect(listed.map(({ id }) => id)).toEqual([newer.id, older.id]);
    expect(await subject.repository.count(tenantId)).toBe(2);
    expect(await subject.repository.count(randomUUID())).toBe(0);
  });

  it('finds for update neither another tenant’s nor a revoked key', async () => {
    const { key } = await add();
    const find = (tenantId: string) =>
      run((tx) => subject.repository.findForUpdate(tx, tenantId, key.id));
    expect((await find(key.tenantId))?.id).toBe(key.id);
    expect(await find(randomUUID())).toBeUndefined();
    await run((tx) => subject.repository.revoke(tx, key, new Date()));
    expect(await find(key.tenantId)).toBeUndefined();
  });

  it('tells of a revoked key among the changes, and loads it no more', async () => {
    const { key } = await add();
    await run((tx) => subject.repository.revoke(tx, key, new Date()));
    const changed = await subject.repository.changedWithin(10);
    const found = changed.find((record) => record.key.id === key.id);
    expect(found?.key.revokedAt).toBeInstanceOf(Date);
    expect(ids(await subject.repository.loadAll())).not.toContain(key.id);
  });

  it('does not tell of what changed longer ago', async () => {
    const { key } = await add();
    expect(ids(await subject.repository.changedWithin(10))).toContain(key.id);
    expect(ids(await subject.repository.changedWithin(-10))).not.toContain(key.id);
  });

  it('lets the former secret live on until the overlap ends, and forgets those that have ended', async () => {
    const { key, kept } = await add();
    const rotate = async (createdAt: Date, until: Date) => {
      const next = aSecret({ createdAt });
      const secret = { ...next.kept, prefix: 'toggle_zebra_11111111' };
      await run((tx) => subject.repository.rotate(tx, key, secret, until));
      return next.kept;
    };
    const [one, two] = [new Date('2026-11-26T00:00:00Z'), new Date('2026-11-27T00:00:00Z')];
    const second = await rotate(one, two);
    const { tenant } = subject.owner;
    const after = await subject.repository.findByHash(tenant, kept.hash);
    expect(after?.key.prefix).toBe('toggle_zebra_11111111');
    expect(after?.secrets).toEqual([
      { ...kept, expiresAt: two },
      { ...second, expiresAt: undefined },
    ]);
    const third = await rotate(two, new Date('2026-11-28T00:00:00Z'));
    const last = await subject.repository.findByHash(tenant, third.hash);
    expect(last?.secrets.map(({ hash }) => hash)).toEqual([second.hash, third.hash]);
  });

  it('never moves an end further away', async () => {
    const { key, kept } = await add();
    const rotate = (until: string) =>
      run((tx) =>
        subject.repository.rotate(
          tx,
          key,
          { ...aSecret().kept, prefix: 'toggle_zebra_2' },
          new Date(until),
        ),
      );
    await rotate('2026-12-01T00:00:00.000Z');
    await rotate('2027-12-01T00:00:00.000Z');
    const found = await subject.repository.findByHash(subject.owner.tenant, kept.hash);
    const first = found?.secrets.find(({ hash }) => hash.equals(kept.hash));
    expect(first?.expiresAt).toEqual(new Date('2026-12-01T00:00:00.000Z'));
  });

  it('notes the latest use, which is no change, and passes over keys that are gone', async () => {
    const { key, kept } = await add();
    const use = (at: string, id = key.id) => ({ tenantId: key.tenantId, id, at: new Date(at) });
    const { tenant } = subject.owner;
    const before = await subject.repository.findByHash(tenant, kept.hash);
    await subject.repository.touch([
      use('2026-11-25T11:00:00Z'),
      use('2026-11-25T11:00:00Z', randomUUID()),
    ]);
    await subject.repository.touch([use('2026-11-25T10:00:00Z')]);
    const after = await subject.repository.findByHash(tenant, kept.hash);
    expect(after?.key.lastUsedAt).toEqual(new Date('2026-11-25T11:00:00Z'));
    expect(after?.changedAt).toEqual(before?.changedAt);
  });

  it('adds nothing when the transaction fails', async () => {
    const [key, { kept }] = [anApiKey({ ...subject.owner }), aSecret()];
    const failing = run(async (tx) => {
      await subject.repository.add(tx, key, kept);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await subject.repository.findByHash(subject.owner.tenant, kept.hash)).toBeUndefined();
  });
}
