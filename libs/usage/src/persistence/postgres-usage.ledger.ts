import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type Asker,
  type LastSeen,
  type Loss,
  type Place,
  type Sightings,
  type UnknownKey,
  type UnknownKeyRecord,
  UsageLedger,
} from '../counts/usage.ledger';

/** Keys that are no flag's, of one environment and one kind of asker. */
const MOST_UNKNOWN = 500;

/** Rows come in one order whoever writes, so that two processes cannot wait for each other. */
const SEE = `
  INSERT INTO flag_last_seen AS present (tenant_id, environment_id, flag, asked_at, bulk_at)
  SELECT u.tenant_id, u.environment_id, u.flag, u.asked_at, u.bulk_at
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::timestamptz[])
    AS u (tenant_id, environment_id, flag, asked_at, bulk_at)
  JOIN environments e ON e.tenant_id = u.tenant_id AND e.id = u.environment_id
  ORDER BY 1, 2, 3
  ON CONFLICT (tenant_id, environment_id, flag) DO UPDATE
    SET asked_at = GREATEST(present.asked_at, excluded.asked_at),
      bulk_at = GREATEST(present.bulk_at, excluded.bulk_at)`;

const MISS = `
  INSERT INTO unknown_flags AS present
    (tenant_id, environment_id, asker, flag, count, first_seen_at, last_seen_at)
  SELECT u.tenant_id, u.environment_id, u.asker, u.flag, u.count, u.seen_at, u.seen_at
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::text[], $5::bigint[], $6::timestamptz[])
    AS u (tenant_id, environment_id, asker, flag, count, seen_at)
  JOIN environments e ON e.tenant_id = u.tenant_id AND e.id = u.environment_id
  ORDER BY 1, 2, 3, 4
  ON CONFLICT (tenant_id, environment_id, asker, flag) DO UPDATE
    SET count = present.count + excluded.count,
      last_seen_at = GREATEST(present.last_seen_at, excluded.last_seen_at)`;

/** What was asked for longest ago goes first. */
const TRIM = `
  DELETE FROM unknown_flags WHERE ctid IN (
    SELECT ctid FROM (
      SELECT ctid, row_number() OVER (
        PARTITION BY tenant_id, environment_id, asker ORDER BY last_seen_at DESC, count DESC) AS place
      FROM unknown_flags WHERE environment_id = ANY ($1::uuid[])
    ) AS ranked WHERE place > $2)`;

const LOSE = `
  INSERT INTO usage_losses AS present (tenant_id, environment_id, hour, count)
  SELECT u.tenant_id, u.environment_id, u.hour, u.count
  FROM unnest($1::uuid[], $2::uuid[], $3::timestamptz[], $4::bigint[])
    AS u (tenant_id, environment_id, hour, count)
  JOIN environments e ON e.tenant_id = u.tenant_id AND e.id = u.environment_id
  ORDER BY 1, 2, 3
  ON CONFLICT (tenant_id, environment_id, hour) DO UPDATE
    SET count = present.count + excluded.count`;

interface SeenRow {
  readonly flag: string;
  readonly asked_at: Date | null;
  readonly bulk_at: Date | null;
}

interface UnknownRow {
  readonly flag: string;
  readonly asker: Asker;
  readonly count: number;
  readonly first_seen_at: Date;
  readonly last_seen_at: Date;
}

/** The ledger in PostgreSQL: one transaction for what a process noted since the last one. */
@Injectable()
export class PostgresUsageLedger extends UsageLedger {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async note({ seen, unknown, losses }: Sightings): Promise<void> {
    await this.dataSource.transaction(async (manager) => {
      if (seen.length > 0) await see(manager, seen);
      if (unknown.length > 0) await miss(manager, unknown);
      if (losses.length > 0) await lose(manager, losses);
    });
  }

  override async lastSeen({ tenantId, environmentId }: Place): Promise<Map<string, LastSeen>> {
    const rows = await this.dataSource.query<SeenRow[]>(
      `SELECT flag, asked_at, bulk_at FROM flag_last_seen
       WHERE tenant_id = $1 AND environment_id = $2`,
      [tenantId, environmentId],
    );
    return new Map(rows.map((row) => [row.flag, lastSeenIn(row, { tenantId, environmentId })]));
  }

  override async lastSeenOf(place: Place, flag: string): Promise<LastSeen | undefined> {
    const [row] = await this.dataSource.query<SeenRow[]>(
      `SELECT flag, asked_at, bulk_at FROM flag_last_seen
       WHERE tenant_id = $1 AND environment_id = $2 AND flag = $3`,
      [place.tenantId, place.environmentId, flag],
    );
    return row && lastSeenIn(row, place);
  }

  override async unknownKeys({ tenantId, environmentId }: Place): Promise<UnknownKeyRecord[]> {
    const rows = await this.dataSource.query<UnknownRow[]>(
      `SELECT flag, asker, count::float8 AS count, first_seen_at, last_seen_at FROM unknown_flags
       WHERE tenant_id = $1 AND environment_id = $2 ORDER BY unknown_flags.count DESC, flag, asker`,
      [tenantId, environmentId],
    );
    return rows.map((row) => ({
      tenantId,
      environmentId,
      flag: row.flag,
      asker: row.asker,
      count: row.count,
      firstSeenAt: row.first_seen_at.getTime(),
      seenAt: row.last_seen_at.getTime(),
    }));
  }

  override async lost(
    { tenantId, environmentId }: Place,
    from: number,
    to: number,
  ): Promise<number> {
    const [row] = await this.dataSource.query<{ count: number }[]>(
      `SELECT coalesce(sum(count), 0)::float8 AS count FROM usage_losses
       WHERE tenant_id = $1 AND environment_id = $2
         AND hour >= date_trunc('hour', $3::timestamptz, 'UTC') AND hour < $4`,
      [tenantId, environmentId, new Date(from), new Date(to)],
    );
    return row?.count ?? 0;
  }

  override async since(): Promise<number> {
    const [row] = await this.dataSource.query<{ at: Date }[]>('SELECT at FROM usage_start');
    if (row === undefined) throw new TypeError('The migration leaves one row in usage_start.');
    return row.at.getTime();
  }

  override async forget(before: number): Promise<void> {
    const at = new Date(before);
    await this.dataSource.query('DELETE FROM unknown_flags WHERE last_seen_at < $1', [at]);
    await this.dataSource.query('DELETE FROM usage_losses WHERE hour < $1', [at]);
  }
}

function lastSeenIn(
  { flag, asked_at: askedAt, bulk_at: bulkAt }: SeenRow,
  { tenantId, environmentId }: Place,
): LastSeen {
  return {
    tenantId,
    environmentId,
    flag,
    askedAt: askedAt?.getTime(),
    bulkAt: bulkAt?.getTime(),
  };
}

async function see(manager: EntityManager, seen: readonly LastSeen[]): Promise<void> {
  await manager.query(SEE, [
    ...placesOf(seen),
    seen.map(({ flag }) => flag),
    seen.map(({ askedAt }) => dateOf(askedAt)),
    seen.map(({ bulkAt }) => dateOf(bulkAt)),
  ]);
}

async function miss(manager: EntityManager, unknown: readonly UnknownKey[]): Promise<void> {
  await manager.query(MISS, [
    ...placesOf(unknown),
    unknown.map(({ asker }) => asker),
    unknown.map(({ flag }) => flag),
    unknown.map(({ count }) => count),
    unknown.map(({ seenAt }) => new Date(seenAt)),
  ]);
  const environments = [...new Set(unknown.map(({ environmentId }) => environmentId))];
  await manager.query(TRIM, [environments, MOST_UNKNOWN]);
}

async function lose(manager: EntityManager, losses: readonly Loss[]): Promise<void> {
  await manager.query(LOSE, [
    ...placesOf(losses),
    losses.map(({ hour }) => new Date(hour)),
    losses.map(({ count }) => count),
  ]);
}

function placesOf(rows: readonly Place[]): [string[], string[]] {
  return [rows.map(({ tenantId }) => tenantId), rows.map(({ environmentId }) => environmentId)];
}

function dateOf(at: number | undefined): Date | null {
  return at === undefined ? null : new Date(at);
}
