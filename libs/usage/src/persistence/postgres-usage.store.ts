import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { INTERVAL_MS } from '../counts/interval';
import type { UsageBatch, UsageCount } from '../counts/usage-count';
import { type UsagePoint, type UsageQuery, UsageStore } from '../counts/usage.store';

/** Minutes are kept for so long; older ones are added up to hours. */
const MINUTES_KEPT_HOURS = 48;
/** Minutes added up in one go: short transactions, however much has piled up. */
const MOST_ROLLED_UP = 20_000;
/** A batch that did not get through is tried again within seconds of the database being there. */
const BATCHES_KEPT_HOURS = 24;
/** Any number that nobody else of the house takes: one process at a time rolls up. */
const ROLL_UP_LOCK = 7_340_080;

/** In one order whoever writes, so that two processes cannot wait for each other. */
const ADD = `
  INSERT INTO flag_usage AS present
    (tenant_id, environment_id, flag, seconds, at, variant, count, bulk_count)
  SELECT u.tenant_id, u.environment_id, u.flag, 60, u.at, u.variant, u.count, u.bulk_count
  FROM unnest($1::uuid[], $2::uuid[], $3::text[], $4::timestamptz[], $5::text[], $6::bigint[],
    $7::bigint[]) AS u (tenant_id, environment_id, flag, at, variant, count, bulk_count)
  JOIN environments e ON e.tenant_id = u.tenant_id AND e.id = u.environment_id
  ORDER BY 1, 2, 3, 5, 6
  ON CONFLICT (tenant_id, environment_id, flag, at, seconds, variant) DO UPDATE
    SET count = present.count + excluded.count,
      bulk_count = present.bulk_count + excluded.bulk_count`;

const READ = `
  SELECT (floor(extract(epoch FROM at) / $6) * $6)::float8 AS at, variant,
    sum(count)::float8 AS count, sum(bulk_count)::float8 AS bulk_count
  FROM flag_usage
  WHERE tenant_id = $1 AND environment_id = $2 AND flag = $3 AND at >= $4 AND at < $5
  GROUP BY 1, 2 ORDER BY 1, variant COLLATE "C"`;

const ROLL_UP = `
  WITH old AS (
    DELETE FROM flag_usage WHERE ctid IN (
      SELECT ctid FROM flag_usage WHERE seconds = 60 AND at < $1 ORDER BY at LIMIT $2)
    RETURNING *
  )
  INSERT INTO flag_usage AS present
    (tenant_id, environment_id, flag, seconds, at, variant, count, bulk_count)
  SELECT tenant_id, environment_id, flag, 3600, date_trunc('hour', at, 'UTC'), variant, sum(count),
    sum(bulk_count)
  FROM old GROUP BY 1, 2, 3, 5, 6 ORDER BY 1, 2, 3, 5, 6
  ON CONFLICT (tenant_id, environment_id, flag, at, seconds, variant) DO UPDATE
    SET count = present.count + excluded.count,
      bulk_count = present.bulk_count + excluded.bulk_count
  RETURNING 1`;

interface PointRow {
  readonly at: number;
  readonly variant: string;
  readonly count: number;
  readonly bulk_count: number;
}

/** Counts in PostgreSQL: by minute for two days, by hour from then on. */
@Injectable()
export class PostgresUsageStore extends UsageStore {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async add({ id, counts }: UsageBatch): Promise<readonly UsageCount[]> {
    await this.dataSource.transaction(async (manager) => {
      const known = 'INSERT INTO usage_batches (id) VALUES ($1) ON CONFLICT DO NOTHING RETURNING 1';
      const isNew = (await manager.query<unknown[]>(known, [id])).length > 0;
      if (isNew) await insert(manager, counts);
    });
    return [];
  }

  override async read(query: UsageQuery): Promise<UsagePoint[]> {
    const { tenantId, environmentId, flag, from, to, interval } = query;
    const rows = await this.dataSource.query<PointRow[]>(READ, [
      tenantId,
      environmentId,
      flag,
      new Date(from),
      new Date(to),
      INTERVAL_MS[interval] / 1_000,
    ]);
    return rows.map(({ at, variant, count, bulk_count: bulkCount }) => ({
      at: at * 1_000,
      variant: variant === '' ? undefined : variant,
      count,
      bulkCount,
    }));
  }

  override async tidy({ now, before }: { now: number; before: number }): Promise<void> {
    await this.rollUp(now);
    await this.dataSource.query('DELETE FROM flag_usage WHERE at < $1', [new Date(before)]);
    await this.dataSource.query(
      'DELETE FROM usage_batches WHERE written_at < now() - make_interval(hours => $1)',
      [BATCHES_KEPT_HOURS],
    );
  }

  /** Adds minutes that began before `now` less two days up to hours. */
  private async rollUp(now: number): Promise<void> {
    const before = now - MINUTES_KEPT_HOURS * INTERVAL_MS.hour;
    // Whole hours only: what is added up later finds its hour there.
    const hour = new Date(before - (before % INTERVAL_MS.hour));
    while (await this.rollUpSome(hour));
  }

  private rollUpSome(before: Date): Promise<boolean> {
    return this.dataSource.transaction(async (manager) => {
      const [lock] = await manager.query<{ taken: boolean }[]>(
        'SELECT pg_try_advisory_xact_lock($1) AS taken',
        [ROLL_UP_LOCK],
      );
      if (lock?.taken !== true) return false;
      const hours = await manager.query<unknown[]>(ROLL_UP, [before, MOST_ROLLED_UP]);
      return hours.length > 0;
    });
  }
}

async function insert(manager: EntityManager, counts: readonly UsageCount[]): Promise<void> {
  await manager.query(ADD, [
    counts.map(({ tenantId }) => tenantId),
    counts.map(({ environmentId }) => environmentId),
    counts.map(({ flag }) => flag),
    counts.map(({ minute }) => new Date(minute)),
    counts.map(({ variant = '' }) => variant),
    counts.map(({ count }) => count),
    counts.map(({ bulkCount }) => bulkCount),
  ]);
}
