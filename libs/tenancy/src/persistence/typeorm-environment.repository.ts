import { Injectable } from '@nestjs/common';
import type { EnvironmentName, TenantSlug, Tx } from '@app/kernel';
import { isUniqueViolation, managerOf } from '@app/platform/postgres';
import { DataSource } from 'typeorm';
import { EnvironmentRepository } from '../application/environment.repository';
import type { Environment, OwnedEnvironment } from '../domain/environment';
import { EnvironmentNameTaken, EnvironmentNotFound } from '../domain/tenancy.errors';

interface EnvironmentRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly name: string;
  readonly epoch: string;
  readonly revision: string;
  readonly created_at: Date;
}

interface OwnedRow extends EnvironmentRow {
  readonly slug: string;
}

const COLUMNS = 'tenant_id, id, name, epoch, revision, created_at';

/** Environments in PostgreSQL. */
@Injectable()
export class TypeOrmEnvironmentRepository extends EnvironmentRepository {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async find(tenantId: string, name: EnvironmentName): Promise<Environment | undefined> {
    const [row] = await this.dataSource.query<EnvironmentRow[]>(
      `SELECT ${COLUMNS} FROM environments WHERE tenant_id = $1 AND name = $2`,
      [tenantId, name],
    );
    return row && fromRow(row);
  }

  override async findMany(
    wanted: readonly { readonly tenantId: string; readonly id: string }[],
  ): Promise<Environment[]> {
    if (wanted.length === 0) return [];
    const rows = await this.dataSource.query<EnvironmentRow[]>(
      `SELECT e.* FROM unnest($1::uuid[], $2::uuid[]) AS w (tenant_id, id)
       JOIN environments e ON e.tenant_id = w.tenant_id AND e.id = w.id`,
      [wanted.map(({ tenantId }) => tenantId), wanted.map(({ id }) => id)],
    );
    return rows.map(fromRow);
  }

  override async list(tenantId: string): Promise<Environment[]> {
    const rows = await this.dataSource.query<EnvironmentRow[]>(
      `SELECT ${COLUMNS} FROM environments WHERE tenant_id = $1 ORDER BY created_at, id`,
      [tenantId],
    );
    return rows.map(fromRow);
  }

  override async lock(
    tx: Tx,
    tenantId: string,
    names: readonly EnvironmentName[],
  ): Promise<Environment[]> {
    // NO KEY: rows elsewhere that refer to this one can still be written meanwhile.
    const rows = await managerOf(tx).query<EnvironmentRow[]>(
      `SELECT ${COLUMNS} FROM environments WHERE tenant_id = $1 AND name = ANY($2)
       ORDER BY name FOR NO KEY UPDATE`,
      [tenantId, names],
    );
    const byName = new Map(rows.map((row) => [row.name, fromRow(row)]));
    return names.map((name) => {
      const environment = byName.get(name);
      if (environment === undefined) throw new EnvironmentNotFound(name);
      return environment;
    });
  }

  override async lockAll(tx: Tx, tenant?: TenantSlug): Promise<OwnedEnvironment[]> {
    const rows = await managerOf(tx).query<OwnedRow[]>(
      `SELECT e.*, t.slug FROM environments e JOIN tenants t ON t.id = e.tenant_id
       WHERE $1::text IS NULL OR t.slug = $1
       ORDER BY e.tenant_id, e.name FOR NO KEY UPDATE OF e`,
      [tenant ?? null],
    );
    return rows.map((row) => ({
      owner: { id: row.tenant_id, slug: row.slug as TenantSlug },
      environment: fromRow(row),
    }));
  }

  override async lockForRemoval(
    tx: Tx,
    tenantId: string,
    name: EnvironmentName,
  ): Promise<Environment> {
    const manager = managerOf(tx);
    // NO KEY: rows elsewhere that refer to the tenant can still be written meanwhile.
    await manager.query('SELECT 1 FROM tenants WHERE id = $1 FOR NO KEY UPDATE', [tenantId]);
    const [row] = await manager.query<EnvironmentRow[]>(
      `SELECT ${COLUMNS} FROM environments WHERE tenant_id = $1 AND name = $2 FOR UPDATE`,
      [tenantId, name],
    );
    if (row === undefined) throw new EnvironmentNotFound(name);
    return fromRow(row);
  }

  override async count(tx: Tx, tenantId: string): Promise<number> {
    const [row] = await managerOf(tx).query<{ count: number }[]>(
      'SELECT count(*)::int AS count FROM environments WHERE tenant_id = $1',
      [tenantId],
    );
    return row?.count ?? 0;
  }

  override async remove(tx: Tx, { tenantId, id }: Environment): Promise<void> {
    await managerOf(tx).query('DELETE FROM environments WHERE tenant_id = $1 AND id = $2', [
      tenantId,
      id,
    ]);
  }

  override setEpoch(tx: Tx, environment: Environment, epoch: string): Promise<Environment> {
    return change(tx, environment, 'epoch = $3', epoch);
  }

  override advance(tx: Tx, environment: Environment): Promise<Environment> {
    return change(tx, environment, 'revision = revision + 1');
  }

  override async add(tx: Tx, environment: Environment): Promise<void> {
    const { tenantId, id, name, epoch, revision, createdAt } = environment;
    try {
      await managerOf(tx).query(
        `INSERT INTO environments (${COLUMNS}) VALUES ($1, $2, $3, $4, $5, $6)`,
        [tenantId, id, name, epoch, revision, createdAt],
      );
    } catch (error) {
      if (isUniqueViolation(error, 'environments_name_uq')) {
        throw new EnvironmentNameTaken(name, { cause: error });
      }
      throw error;
    }
  }
}

async function change(
  tx: Tx,
  { tenantId, id, name }: Environment,
  assignment: string,
  ...values: readonly string[]
): Promise<Environment> {
  const [rows] = await managerOf(tx).query<[EnvironmentRow[], number]>(
    `UPDATE environments SET ${assignment} WHERE tenant_id = $1 AND id = $2 RETURNING ${COLUMNS}`,
    [tenantId, id, ...values],
  );
  const [row] = rows;
  if (row === undefined) throw new EnvironmentNotFound(name);
  return fromRow(row);
}

function fromRow(row: EnvironmentRow): Environment {
  return {
    id: row.id,
    tenantId: row.tenant_id,
    // Checked when it was written.
    name: row.name as EnvironmentName,
    epoch: row.epoch,
    revision: Number(row.revision),
    createdAt: row.created_at,
  };
}
