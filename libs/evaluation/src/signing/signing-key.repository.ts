import type { Tx } from '@app/kernel';
import type { StoredSigningKey } from './stored-signing-key';

/** The signing keys of the deployment, shared by all its processes. */
export abstract class SigningKeyRepository {
  abstract list(): Promise<StoredSigningKey[]>;

  /** As `list`; until `tx` ends nobody else adds a key. */
  abstract listForUpdate(tx: Tx): Promise<StoredSigningKey[]>;

  abstract add(tx: Tx, key: StoredSigningKey): Promise<void>;

  /** Replaces the sealed half of a key. */
  abstract reseal(tx: Tx, id: string, sealed: Buffer): Promise<void>;

  abstract remove(tx: Tx, ids: readonly string[]): Promise<void>;

  /** Every tenant: what is signed is theirs, so their audit logs tell of it. */
  abstract tenants(tx: Tx): Promise<{ readonly id: string; readonly slug: string }[]>;
}
