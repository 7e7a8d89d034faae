import { Injectable } from '@nestjs/common';
import type { EnvironmentName, Tx } from '@app/kernel';
import { isForeignKeyViolation, managerOf, PreparedStatement } from '@app/platform/postgres';
import { type Environment, EnvironmentNotFound } from '@app/tenancy';
import { DataSource } from 'typeorm';
import {
  type EnvironmentCounts,
  EnvironmentStore,
  type LockedEnvironment,
  ValueTypeRaced,
} from '../application/environment.store';
import { type EnvironmentState, nothingKnown } from '../domain/environment-state';
import type { Needs } from '../domain/needs';
import type { SavedItem } from '../domain/saved-item';
import type { FlagRow } from './flag.row';
import { FLAG_COLUMNS } from './flag.row';
import { declaredTypes, flagsKnown } from './known-state';
import { LookingTx } from './looking-tx';
import { readEnvironments } from './read-environments';
import { readNeeds } from './read-needs';
import { saveChanges } from './save-changes';
import { saveFlags } from './save-flags';
import { saveSegments } from './save-segments';
import { saveUsages } from './save-usages';

type LockedRow = Omit<FlagRow, 'key'> & {
  readonly environment_id: string;
  readonly epoch: string;
  readonly revision: string;
  readonly seen_revision: string;
  readonly environment_created_at: Date;
  readonly wanted: string | null;
  readonly declared: FlagRow['value_type'] | null;
  readonly key: string | null;
};

const LOCK = new PreparedStatement<LockedRow>(
  'feature_lock',
  `SELECT e.id AS environment_id, e.epoch, e.revision, e.created_at AS environment_created_at,
          seen.revision AS seen_revision, w.key AS wanted, k.value_type AS declared, ${FLAG_COLUMNS}
   FROM environments e
   JOIN environments seen ON seen.tenant_id = e.tenant_id AND seen.id = e.id
   LEFT JOIN unnest($3::text[]) AS w (key) ON true
   LEFT JOIN flag_keys k ON k.tenant_id = e.tenant_id AND k.key = w.key
   LEFT JOIN flags f ON f.tenant_id = e.tenant_id AND f.environment_id = e.id AND f.key = w.key
   WHERE e.tenant_id = $1 AND e.name = $2
   FOR NO KEY UPDATE OF e`,
);

/** Flags and segments in PostgreSQL. */
@Injectable()
export class TypeOrmEnvironmentStore extends EnvironmentStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  /**
   * One round trip for the lock and the flags. A statement that had to wait for the lock reads the
   * environment's row anew but the joined ones as of its beginning: `seen`, the same row joined and
   * not locked, tells whether that happened, and then the flags are read again.
   */
  override async lock(
    tx: Tx,
    tenantId: string,
    { environment: name, flagKeys }: { environment: EnvironmentName; flagKeys: readonly string[] },
  ): Promise<LockedEnvironment> {
    const rows = await LOCK.run(managerOf(tx), [tenantId, name, flagKeys]);
    const [first] = rows;
    if (first === undefined) throw new EnvironmentNotFound(name);
    const environment = toEnvironment(tenantId, name, first);
    if (first.revision !== first.seen_revision) {
      return { environment, state: await this.read(tx, environment, flagsOnly(flagKeys)) };
    }
    return { environment, state: stateOf(name, flagKeys, rows) };
  }

  override read(tx: Tx, environment: Environment, needs: Needs): Promise<EnvironmentState> {
    return readNeeds(managerOf(tx), environment, needs);
  }

  override async count(tx: Tx, { tenantId, id }: Environment): Promise<EnvironmentCounts> {
    const [row] = await managerOf(tx).query<EnvironmentCounts[]>(
      `SELECT (SELECT count(*)::int FROM flags WHERE tenant_id = $1 AND environment_id = $2) AS flags,
         (SELECT count(*)::int FROM segments WHERE tenant_id = $1 AND environment_id = $2) AS segments`,
      [tenantId, id],
    );
    return row ?? { flags: 0, segments: 0 };
  }

  override async flagKeys(tx: Tx, { tenantId, id }: Environment): Promise<string[]> {
    const rows = await managerOf(tx).query<{ key: string }[]>(
      `SELECT key FROM flags WHERE tenant_id = $1 AND environment_id = $2 ORDER BY key COLLATE "C"`,
      [tenantId, id],
    );
    return rows.map(({ key }) => key);
  }

  override look<T>(
    tenantId: string,
    names: readonly EnvironmentName[],
    work: (tx: Tx, environments: readonly Environment[]) => Promise<T>,
  ): Promise<T> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      await manager.query('SET TRANSACTION READ ONLY');
      return work(new LookingTx(manager), await readEnvironments(manager, tenantId, names));
    });
  }

  override async save(
    tx: Tx,
    environment: Environment,
    saved: readonly SavedItem[],
  ): Promise<void> {
    const manager = managerOf(tx);
    try {
      await saveFlags(manager, environment, saved);
    } catch (error) {
      if (isForeignKeyViolation(error, 'flags_value_type_fk')) {
        throw new ValueTypeRaced({ cause: error });
      }
      throw error;
    }
    await saveSegments(manager, environment, saved);
    await saveUsages(manager, environment, saved);
    await saveChanges(manager, environment, saved);
  }
}

function flagsOnly(keys: readonly string[]): Needs {
  const references = keys.map((key) => ({ kind: 'flag' as const, key }));
  return { references, ids: [], usersOf: [], elsewhere: [] };
}

function toEnvironment(tenantId: string, name: EnvironmentName, row: LockedRow): Environment {
  const { environment_id: id, epoch, environment_created_at: createdAt } = row;
  return { id, tenantId, name, epoch, revision: Number(row.revision), createdAt };
}

function stateOf(
  name: string,
  flagKeys: readonly string[],
  rows: readonly LockedRow[],
): EnvironmentState {
  const flags = rows.filter((row): row is LockedRow & FlagRow => row.key !== null);
  const declared = rows.map(({ wanted, declared: type }) => ({ key: wanted, value_type: type }));
  return {
    ...nothingKnown(name),
    ...flagsKnown(flagKeys, flags),
    declared: declaredTypes(declared),
  };
}
