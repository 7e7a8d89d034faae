import type { Tx } from '@app/kernel';
import { InMemoryTx } from '../../../outbox/src/testing/in-memory-unit-of-work';
import { SigningKeyRepository } from '../signing/signing-key.repository';
import type { StoredSigningKey } from '../signing/stored-signing-key';

/** Signing keys in memory. The in-memory unit of work runs one transaction at a time, which is lock enough. */
export class InMemorySigningKeyRepository extends SigningKeyRepository {
  private keys: readonly StoredSigningKey[] = [];
  /** Whether every call fails, as if the store were gone. */
  lost = false;

  constructor(private readonly owners: readonly { id: string; slug: string }[] = []) {
    super();
  }

  override list(): Promise<StoredSigningKey[]> {
    if (this.lost) return Promise.reject(new Error('The store is gone.'));
    return Promise.resolve([...this.keys]);
  }

  override listForUpdate(): Promise<StoredSigningKey[]> {
    return this.list();
  }

  override add(tx: Tx, key: StoredSigningKey): Promise<void> {
    return this.replace(tx, [...this.keys, key]);
  }

  override reseal(tx: Tx, id: string, sealed: Buffer): Promise<void> {
    return this.replace(
      tx,
      this.keys.map((key) => (key.id === id ? { ...key, sealed } : key)),
    );
  }

  override remove(tx: Tx, ids: readonly string[]): Promise<void> {
    return this.replace(
      tx,
      this.keys.filter(({ id }) => !ids.includes(id)),
    );
  }

  override tenants(): Promise<{ id: string; slug: string }[]> {
    return Promise.resolve([...this.owners]);
  }

  private replace(tx: Tx, keys: readonly StoredSigningKey[]): Promise<void> {
    const before = this.keys;
    if (tx instanceof InMemoryTx) tx.onRollback(() => (this.keys = before));
    this.keys = keys;
    return Promise.resolve();
  }
}
