import type { KeySecret } from '../domain/api-key';
import { hashOf, tenantOfSecret } from '../domain/key-secret';
import type { KeyRecord } from './api-key.repository';
import { type Credential, credentialsIn } from './credential';

/** What is known of one key. A key that opens nothing stays, so that no older news brings it back. */
interface Holding {
  readonly changedAt: number;
  readonly credentials: readonly Credential[];
}

/**
 * API keys in memory, found by their secret. News of a key may come late and twice, from the poll,
 * a look-up and a change of our own: what is older than what is known is not taken in.
 */
export class CredentialTable {
  private readonly byKey = new Map<string, Holding>();
  private changes = 0;
  private readonly byHash = new Map<string, Credential>();
  /** Of secrets in use, so that a hot caller is not hashed again. */
  private readonly bySecret = new Map<string, Credential>();

  /** Grows with every change. */
  get version(): number {
    return this.changes;
  }

  /** Everything that is known and opens something, as records. */
  records(): KeyRecord[] {
    return [...this.byKey.values()].flatMap(({ changedAt, credentials }) => {
      const [first] = credentials;
      if (first === undefined) return [];
      return { key: first.key, changedAt: new Date(changedAt), secrets: credentials.map(secretOf) };
    });
  }

  /** The credential behind a secret, unless it has expired by `now` (epoch milliseconds). */
  find(secret: string, now: number): Credential | undefined {
    const credential = this.bySecret.get(secret) ?? this.remember(secret);
    return credential !== undefined && credential.validUntil > now ? credential : undefined;
  }

  /** Everything that opens for a key: more than one while a rotation overlaps. */
  credentialsOf(keyId: string, now: number): Credential[] {
    const credentials = this.byKey.get(keyId)?.credentials ?? [];
    return credentials.filter(({ validUntil }) => validUntil > now);
  }

  /** Whether a credential that was found before opens still: its end may have been moved meanwhile. */
  opens({ hash }: Credential, now: number): boolean {
    const present = this.byHash.get(hash);
    return present !== undefined && present.validUntil > now;
  }

  /** @returns whether something that opened does not any more */
  apply(record: KeyRecord, now: number): boolean {
    const { id } = record.key;
    const known = this.byKey.get(id);
    const changedAt = record.changedAt.getTime();
    if (known !== undefined && known.changedAt > changedAt) return false;
    const credentials = credentialsIn(record, now);
    const former = known?.credentials ?? [];
    if (known !== undefined && same(former, credentials)) return false;
    this.forget(former);
    for (const credential of credentials) this.byHash.set(credential.hash, credential);
    this.byKey.set(id, { changedAt, credentials });
    this.changes += 1;
    return former.some(({ hash }) => !this.byHash.has(hash));
  }

  /**
   * Drops the keys that are not among `ids`.
   * @returns whether there were any
   */
  retain(ids: ReadonlySet<string>): boolean {
    let dropped = false;
    for (const [id, { credentials }] of this.byKey) {
      if (ids.has(id)) continue;
      this.forget(credentials);
      this.byKey.delete(id);
      this.changes += 1;
      dropped ||= credentials.length > 0;
    }
    return dropped;
  }

  private remember(secret: string): Credential | undefined {
    if (tenantOfSecret(secret) === undefined) return undefined;
    const credential = this.byHash.get(hashOf(secret).toString('hex'));
    if (credential !== undefined) this.bySecret.set(secret, credential);
    return credential;
  }

  private forget(credentials: readonly Credential[]): void {
    if (credentials.length === 0) return;
    for (const { hash } of credentials) this.byHash.delete(hash);
    for (const [secret, { hash }] of this.bySecret) {
      if (credentials.some((gone) => gone.hash === hash)) this.bySecret.delete(secret);
    }
  }
}

function secretOf({ key, hash, validUntil }: Credential): KeySecret {
  return {
    hash: Buffer.from(hash, 'hex'),
    createdAt: key.createdAt,
    ...(Number.isFinite(validUntil) && { expiresAt: new Date(validUntil) }),
  };
}

function same(left: readonly Credential[], right: readonly Credential[]): boolean {
  return (
    left.length === right.length &&
    left.every(({ hash, validUntil }, index) => {
      const other = right[index];
      return other?.hash === hash && other.validUntil === validUntil;
    })
  );
}
