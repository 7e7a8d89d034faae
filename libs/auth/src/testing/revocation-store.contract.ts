import { randomUUID } from 'node:crypto';
import type { UnitOfWork } from '@app/kernel';
import type { RevocationStore } from '../application/revocation.store';
import type { Revocation } from '../domain/revocation';

/** A store and the transactions it takes part in. */
export interface RevocationSubject {
  readonly store: RevocationStore;
  readonly unitOfWork: UnitOfWork;
}

const HOUR_MS = 3_600_000;
const tenantId = randomUUID();
const inHours = (hours: number): Date => new Date(Date.now() + hours * HOUR_MS);

const ofToken = (expiresAt = inHours(1)): Revocation => ({
  kind: 'token',
  tenantId,
  tokenId: randomUUID(),
  expiresAt,
});
const ofUser = (userId: string, credentialVersion: number): Revocation => ({
  kind: 'user',
  tenantId,
  userId,
  credentialVersion,
  expiresAt: inHours(1),
});

/** What every store of revocations keeps to. `open` is called once per test. */
export function revocationStoreContract(open: () => RevocationSubject): void {
  let subject: RevocationSubject;

  const add = (...revocations: Revocation[]): Promise<void> =>
    subject.unitOfWork.run(async (tx) => {
      for (const revocation of revocations) await subject.store.add(tx, revocation);
    });

  beforeEach(() => {
    subject = open();
  });

  it('lists what was added, all of it or the latest', async () => {
    const added = [ofToken(), ofUser(randomUUID(), 2)];
    await add(...added);
    expect(await subject.store.listAll()).toEqual(expect.arrayContaining(added));
    expect(await subject.store.listRecent(60)).toEqual(expect.arrayContaining(added));
  });

  it('keeps nothing of a transaction that failed', async () => {
    const revocation = ofToken();
    const failing = subject.unitOfWork.run(async (tx) => {
      await subject.store.add(tx, revocation);
      throw new Error('no');
    });
    await expect(failing).rejects.toThrow('no');
    expect(await subject.store.listAll()).not.toContainEqual(revocation);
  });

  it('takes the same token twice', async () => {
    const revocation = ofToken();
    await add(revocation);
    await add(revocation);
    const all = await subject.store.listAll();
    expect(
      all.filter((one) => one.kind === 'token' && one.tokenId === tokenIdOf(revocation)),
    ).toEqual([revocation]);
  });

  it('keeps the highest cutoff of a user, in whatever order they come', async () => {
    const userId = randomUUID();
    await add(ofUser(userId, 3));
    await add(ofUser(userId, 2));
    const all = await subject.store.listAll();
    expect(all.filter((one) => one.kind === 'user' && one.userId === userId)).toMatchObject([
      { credentialVersion: 3 },
    ]);
  });

  it('forgets what expired long ago, and keeps what expired just now', async () => {
    const [longAgo, justNow] = [ofToken(inHours(-2)), ofToken(inHours(-0.5))];
    await add(longAgo, justNow);
    await subject.store.deleteExpired();
    const all = await subject.store.listAll();
    expect(all).toContainEqual(justNow);
    expect(all).not.toContainEqual(longAgo);
    expect(await subject.store.listRecent(60)).not.toContainEqual(longAgo);
  });
}

function tokenIdOf(revocation: Revocation): string {
  return revocation.kind === 'token' ? revocation.tokenId : '';
}
