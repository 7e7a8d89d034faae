import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { managerOf } from '@app/platform/postgres';
import { DataSource, type EntityManager } from 'typeorm';
import { SigningKeyRepository } from '../signing-key.repository';
import type { StoredSigningKey } from '../stored-signing-key';

interface KeyRow {
  readonly id: string;
  readonly public_key: string;
  readonly private_key_sealed: Buffer;
  readonly created_at: Date;
  readonly signs_from: Date;
}

/** Any number; whoever adds a key takes this lock of the transaction. */
const SIGNING_KEYS_LOCK = 4_172_064_114;

/** Signing keys in PostgreSQL. */
@Injectable()
export class TypeOrmSigningKeyRepository extends SigningKeyRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override list(): Promise<StoredSigningKey[]> {
    return read(this.dataSource.manager);
  }

  override async listForUpdate(tx: Tx): Promise<StoredSigningKey[]> {
    const manager = managerOf(tx);
    await manager.query('SELECT pg_advisory_xact_lock($1)', [SIGNING_KEYS_LOCK]);
    return read(manager);
  }

  override async add(tx: Tx, key: StoredSigningKey): Promise<void> {
    await managerOf(tx).query(
      `INSERT INTO signing_keys (id, public_key, private_key_sealed, created_at, signs_from)
       VALUES ($1, $2, $3, $4, $5)`,
      [key.id, key.x, key.sealed, key.createdAt, key.signsFrom],
    );
  }

  override async reseal(tx: Tx, id: string, sealed: Buffer): Promise<void> {
    await managerOf(tx).query('UPDATE signing_keys SET private_key_sealed = $2 WHERE id = $1', [
      id,
      sealed,
    ]);
  }

  override async remove(tx: Tx, ids: readonly string[]): Promise<void> {
    await managerOf(tx).query('DELETE FROM signing_keys WHERE id = ANY($1)', [ids]);
  }

  override tenants(tx: Tx): Promise<{ id: string; slug: string }[]> {
    return managerOf(tx).query('SELECT id, slug FROM tenants ORDER BY id');
  }
}

async function read(manager: EntityManager): Promise<StoredSigningKey[]> {
  const rows = await manager.query<KeyRow[]>(
    'SELECT id, public_key, private_key_sealed, created_at, signs_from FROM signing_keys',
  );
  return rows.map((row) => ({
    id: row.id,
    x: row.public_key,
    sealed: row.private_key_sealed,
    createdAt: row.created_at,
    signsFrom: row.signs_from,
  }));
}
