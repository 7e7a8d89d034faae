import { randomUUID } from 'node:crypto';
import { aSession } from '../testing/auth.builders';
import type { Revocation } from './revocation';
import { RevocationList } from './revocation-list';

const tenantId = randomUUID();
const expiresAt = new Date('2026-11-26T00:00:00Z');

const cutoff = (userId: string, credentialVersion: number): Revocation => ({
  kind: 'user',
  tenantId,
  userId,
  credentialVersion,
  expiresAt,
});

describe('the list of revocations', () => {
  it('covers the session whose token was revoked, and no other of that user', () => {
    const list = new RevocationList();
    const session = aSession();
    list.add({ kind: 'token', tenantId, tokenId: session.tokenId, expiresAt });
    expect(list.covers(session)).toBe(true);
    expect(list.covers({ ...session, tokenId: randomUUID() })).toBe(false);
  });

  it('covers every session of an older password, and none of the present one', () => {
    const list = new RevocationList();
    const userId = randomUUID();
    list.add(cutoff(userId, 3));
    const versions = [1, 2, 3, 4].map((version) =>
      list.covers(aSession({ userId, credentialVersion: version })),
    );
    expect(versions).toEqual([true, true, false, false]);
  });

  it('never goes back to an older cutoff', () => {
    const list = new RevocationList();
    const userId = randomUUID();
    list.add(cutoff(userId, 3));
    list.add(cutoff(userId, 2));
    expect(list.covers(aSession({ userId, credentialVersion: 2 }))).toBe(true);
  });

  it('forgets what has expired, and only that', () => {
    const list = new RevocationList();
    list.add(cutoff(randomUUID(), 2));
    list.add({ kind: 'token', tenantId, tokenId: randomUUID(), expiresAt: new Date('2026-11-27') });
    list.prune(Date.parse('2026-11-26T12:00:00Z'));
    expect(list.size).toBe(1);
  });
});
