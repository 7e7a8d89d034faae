import type { UnitOfWork } from '@app/kernel';
import type { SigningKeyRepository } from '../signing/signing-key.repository';
import type { StoredSigningKey } from '../signing/stored-signing-key';

/** A repository without keys, and the only tenant there is. */
export interface SigningKeySubject {
  readonly repository: SigningKeyRepository;
  readonly unitOfWork: UnitOfWork;
  readonly tenant: { readonly id: string; readonly slug: string };
}

function aKey(id: string): StoredSigningKey {
  return {
    id,
    x: `public-${id}`,
    sealed: Buffer.from(`sealed-${id}`),
    createdAt: new Date('2026-11-25T09:30:00.123Z'),
    signsFrom: new Date('2026-11-25T09:41:00.456Z'),
  };
}

/** What every repository of signing keys keeps to. */
export function signingKeyRepositoryContract(open: () => Promise<SigningKeySubject>): void {
  let subject: SigningKeySubject;
  const add = (key: StoredSigningKey) =>
    subject.unitOfWork.run((tx) => subject.repository.add(tx, key));
  const ids = async () => (await subject.repository.list()).map(({ id }) => id).sort();

  beforeEach(async () => {
    subject = await open();
  });

  it('gives back what was added', async () => {
    await add(aKey('a'));
    expect(await subject.repository.list()).toEqual([aKey('a')]);
  });

  it('seals anew, and removes', async () => {
    await add(aKey('a'));
    await add(aKey('b'));
    const sealed = Buffer.from('another seal');
    await subject.unitOfWork.run(async (tx) => {
      await subject.repository.reseal(tx, 'a', sealed);
      await subject.repository.remove(tx, ['b']);
    });
    expect(await subject.repository.list()).toEqual([{ ...aKey('a'), sealed }]);
  });

  it('takes back what a failed transaction did', async () => {
    await add(aKey('a'));
    const failing = subject.unitOfWork.run(async (tx) => {
      await subject.repository.add(tx, aKey('b'));
      throw new Error('after all not');
    });
    await expect(failing).rejects.toThrow('after all not');
    expect(await ids()).toEqual(['a']);
  });

  it('lets one decide at a time', async () => {
    const make = (id: string) =>
      subject.unitOfWork.run(async (tx) => {
        const present = await subject.repository.listForUpdate(tx);
        if (present.length === 0) await subject.repository.add(tx, aKey(id));
      });
    await Promise.all(['a', 'b', 'c', 'd'].map(make));
    expect(await ids()).toHaveLength(1);
  });

  it('knows every tenant', async () => {
    const tenants = await subject.unitOfWork.run((tx) => subject.repository.tenants(tx));
    expect(tenants).toContainEqual(subject.tenant);
  });
}
