import type { StoredSigningKey } from './stored-signing-key';

/** How long a copy of the published keys may be used without asking again. */
export const JWKS_MAX_AGE_S = 300;
/** How often a process looks for new keys. */
export const RELOAD_MS = 30_000;
/** A new key is published for so long before it signs: every process lists it, and every copy has run out. */
export const PUBLISHED_BEFORE_MS = 2 * (JWKS_MAX_AGE_S * 1000 + RELOAD_MS);
/** A former key stays published for so long, for whoever holds what it signed. */
export const PUBLISHED_AFTER_MS = 30 * 24 * 60 * 60_000;

/** The key whose turn it is at `now` (epoch milliseconds): of those that sign already, the newest. */
export function signerAt(
  keys: readonly StoredSigningKey[],
  now: number,
): StoredSigningKey | undefined {
  return byTurn(keys).findLast(({ signsFrom }) => signsFrom.getTime() <= now);
}

/** The keys that are published at `now`, newest first: those to come, the one that signs, and former ones for a while. */
export function publishedAt(keys: readonly StoredSigningKey[], now: number): StoredSigningKey[] {
  const inTurn = byTurn(keys);
  return inTurn
    .filter((_, index) => {
      const successor = inTurn[index + 1];
      return successor === undefined || successor.signsFrom.getTime() > now - PUBLISHED_AFTER_MS;
    })
    .reverse();
}

function byTurn(keys: readonly StoredSigningKey[]): StoredSigningKey[] {
  return [...keys].sort(
    (a, b) => a.signsFrom.getTime() - b.signsFrom.getTime() || (a.id < b.id ? -1 : 1),
  );
}
