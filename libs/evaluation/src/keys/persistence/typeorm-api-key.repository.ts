import { Injectable } from '@nestjs/common';
import type { Actor, EnvironmentName, TenantSlug, Tx } from '@app/kernel';
import { isForeignKeyViolation, managerOf } from '@app/platform/postgres';
import { EnvironmentNotFound } from '@app/tenancy';
import { DataSource } from 'typeorm';
import {
  ApiKeyRepository,
  type KeyedEnvironment,
  type KeyRecord,
  type KeyUse,
} from '../application/api-key.repository';
import type { ApiKey, KeyScope, KeySecret } from '../domain/api-key';

interface KeyRow {
  readonly tenant_id: string;
  readonly tenant: string;
  readonly id: string;
  readonly environment_id: string | null;
  readonly environment: string | null;
  readonly name: string;
  readonly scope: string;
  readonly prefix: string;
  readonly created_at: Date;
  readonly created_by: Actor;
  readonly expires_at: Date | null;
  readonly last_used_at: Date | null;
  readonly revoked_at: Date | null;
}

interface KeyWithSecretsRow extends KeyRow {
  readonly changed_at: Date;
  readonly secrets: readonly { hash: string; created: string; expires: string | null }[] | null;
}

const SELECT_KEY = `SELECT k.tenant_id, t.slug AS tenant, k.id, k.environment_id, e.name AS environment,
  k.name, k.scope, k.prefix, k.created_at, k.created_by, k.expires_at, k.last_used_at, k.revoked_at`;
const FROM_KEY = `FROM api_keys k JOIN tenants t ON t.id = k.tenant_id
  LEFT JOIN environments e ON e.tenant_id = k.tenant_id AND e.id = k.environment_id`;
const SELECT_RECORD = `${SELECT_KEY}, k.changed_at, (SELECT json_agg(json_build_object(
    'hash', encode(s.hash, 'hex'), 'created', s.created_at, 'expires', s.expires_at)
    ORDER BY s.created_at, s.hash)
  FROM api_key_secrets s WHERE s.tenant_id = k.tenant_id AND s.key_id = k.id) AS secrets ${FROM_KEY}`;

/** API keys in PostgreSQL. */
@Injectable()
export class TypeOrmApiKeyRepository extends ApiKeyRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async add(tx: Tx, key: ApiKey, secret: KeySecret): Promise<void> {
    try {
      await insert(tx, key, secret);
    } catch (error) {
      if (!isForeignKeyViolation(error, 'api_keys_environment_fk')) throw error;
      throw new EnvironmentNotFound(key.environment?.name ?? '');
    }
  }

  override async list(tenantId: string): Promise<ApiKey[]> {
    const rows = await this.dataSource.query<KeyRow[]>(
      `${SELECT_KEY} ${FROM_KEY} WHERE k.tenant_id = $1 AND k.revoked_at IS NULL
       ORDER BY k.created_at DESC, k.id DESC`,
      [tenantId],
    );
    return rows.map(keyOf);
  }

  override async count(tenantId: string): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM api_keys WHERE tenant_id = $1 AND revoked_at IS NULL',
      [tenantId],
    );
    return row?.count ?? 0;
  }

  override async findForUpdate(tx: Tx, tenantId: string, id: string): Promise<ApiKey | undefined> {
    const [row] = await managerOf(tx).query<KeyRow[]>(
      `${SELECT_KEY} ${FROM_KEY} WHERE k.tenant_id = $1 AND k.id = $2 AND k.revoked_at IS NULL
       FOR UPDATE OF k`,
      [tenantId, id],
    );
    return row && keyOf(row);
  }

  override async listForUpdate(tx: Tx, { tenantId, id }: KeyedEnvironment): Promise<ApiKey[]> {
    const rows = await managerOf(tx).query<KeyRow[]>(
      `${SELECT_KEY} ${FROM_KEY} WHERE k.tenant_id = $1 AND k.environment_id = $2
         AND k.revoked_at IS NULL ORDER BY k.id FOR UPDATE OF k`,
      [tenantId, id],
    );
    return rows.map(keyOf);
  }

  override async revoke(tx: Tx, key: ApiKey, at: Date): Promise<void> {
    await managerOf(tx).query(
      `UPDATE api_keys SET revoked_at = $3, changed_at = clock_timestamp()
       WHERE tenant_id = $1 AND id = $2`,
      [key.tenantId, key.id, at],
    );
  }

  override async keepRevoked(tx: Tx, { tenantId, id }: KeyedEnvironment): Promise<void> {
    await managerOf(tx).query(
      `UPDATE api_keys SET environment_id = NULL
       WHERE tenant_id = $1 AND environment_id = $2 AND revoked_at IS NOT NULL`,
      [tenantId, id],
    );
  }

  override async rotate(
    tx: Tx,
    key: ApiKey,
    secret: KeySecret & { readonly prefix: string },
    formerUntil: Date,
  ): Promise<void> {
    const manager = managerOf(tx);
    const owner = [key.tenantId, key.id];
    await manager.query(
      `DELETE FROM api_key_secrets WHERE tenant_id = $1 AND key_id = $2 AND expires_at <= $3`,
      [...owner, secret.createdAt],
    );
    await manager.query(
      `UPDATE api_key_secrets SET expires_at = LEAST(expires_at, $3) WHERE tenant_id = $1 AND key_id = $2`,
      [...owner, formerUntil],
    );
    await manager.query(
      `WITH changed AS (UPDATE api_keys SET prefix = $4, changed_at = clock_timestamp()
         WHERE tenant_id = $1 AND id = $2)
       INSERT INTO api_key_secrets (tenant_id, key_id, hash, created_at) VALUES ($1, $2, $3, $5)`,
      [...owner, secret.hash, secret.prefix, secret.createdAt],
    );
  }

  override async loadAll(): Promise<KeyRecord[]> {
    return this.records('WHERE k.revoked_at IS NULL', []);
  }

  override async changedWithin(seconds: number): Promise<KeyRecord[]> {
    return this.records(`WHERE k.changed_at > clock_timestamp() - make_interval(secs => $1)`, [
      seconds,
    ]);
  }

  override async findByHash(tenant: TenantSlug, hash: Buffer): Promise<KeyRecord | undefined> {
    const [record] = await this.records(
      `WHERE t.slug = $1 AND k.id = (SELECT s.key_id FROM api_key_secrets s
         WHERE s.tenant_id = t.id AND s.hash = $2)`,
      [tenant, hash],
    );
    return record;
  }

  /** Keys that another process is writing down at this moment are left to it: nobody waits for anybody. */
  override async touch(uses: readonly KeyUse[]): Promise<void> {
    await this.dataSource.query(
      `WITH used AS (
         SELECT k.tenant_id, k.id, u.at
         FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[]) AS u (tenant_id, id, at)
         JOIN api_keys k ON k.tenant_id = u.tenant_id AND k.id = u.id
         FOR NO KEY UPDATE OF k SKIP LOCKED
       )
       UPDATE api_keys k SET last_used_at = GREATEST(k.last_used_at, used.at)
       FROM used WHERE k.tenant_id = used.tenant_id AND k.id = used.id`,
      [uses.map((use) => use.tenantId), uses.map((use) => use.id), uses.map((use) => use.at)],
    );
  }

  private async records(where: string, parameters: unknown[]): Promise<KeyRecord[]> {
    const rows = await this.dataSource.query<KeyWithSecretsRow[]>(
      `${SELECT_RECORD} ${where}`,
      parameters,
    );
    return rows.map((row) => ({
      key: keyOf(row),
      secrets: secretsOf(row),
      changedAt: row.changed_at,
    }));
  }
}

async function insert(tx: Tx, key: ApiKey, secret: KeySecret): Promise<void> {
  await managerOf(tx).query(
    `WITH made AS (INSERT INTO api_keys (tenant_id, id, environment_id, name, scope, prefix,
         created_at, created_by, expires_at) VALUES ($1, $2, $3, $4, $5, $6, $7, $8, $9))
       INSERT INTO api_key_secrets (tenant_id, key_id, hash, created_at) VALUES ($1, $2, $10, $7)`,
    [
      key.tenantId,
      key.id,
      key.environment?.id ?? null,
      key.name,
      key.scope,
      key.prefix,
      key.createdAt,
      JSON.stringify(key.createdBy),
      key.expiresAt ?? null,
      secret.hash,
    ],
  );
}

function keyOf(row: KeyRow): ApiKey {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    // Names were checked when they were written.
    tenant: row.tenant as TenantSlug,
    environment: environmentOf(row),
    name: row.name,
    scope: row.scope as KeyScope,
    prefix: row.prefix,
    createdAt: row.created_at,
    createdBy: row.created_by,
    expiresAt: row.expires_at ?? undefined,
    lastUsedAt: row.last_used_at ?? undefined,
    revokedAt: row.revoked_at ?? undefined,
  };
}

function environmentOf({ environment_id: id, environment }: KeyRow): ApiKey['environment'] {
  if (id === null || environment === null) return undefined;
  return { id, name: environment as EnvironmentName };
}

function secretsOf({ secrets }: KeyWithSecretsRow): KeySecret[] {
  return (secrets ?? []).map(({ hash, created, expires }) => ({
    hash: Buffer.from(hash, 'hex'),
    createdAt: new Date(created),
    expiresAt: expires === null ? undefined : new Date(expires),
  }));
}
