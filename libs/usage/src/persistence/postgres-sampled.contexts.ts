import { Injectable } from '@nestjs/common';
import type { Tx } from '@app/kernel';
import { managerOf } from '@app/platform/postgres';
import { DataSource, type EntityManager } from 'typeorm';
import type {
  ContextSampling,
  KeptContext,
  SamplingOrder,
  TargetingKeyForm,
} from '../contexts/context-sampling';
import {
  type KeptSample,
  SampledContexts,
  type StoredSampling,
} from '../contexts/sampled.contexts';
import type { Place } from '../counts/usage.ledger';

interface SamplingRow {
  readonly tenant_id: string;
  readonly environment_id: string;
  readonly enabled: boolean;
  readonly attributes: string[];
  readonly targeting_key: TargetingKeyForm;
  readonly capacity: number;
  readonly expires_after_seconds: number;
  readonly version: number;
  readonly changed_at: Date;
}

interface ContextRow {
  readonly context: KeptContext;
  readonly seen_at: Date;
}

/**
 * The order is locked against change while contexts are kept under it, so nothing comes behind a change that allows
 * less. Free places first, then any by chance: how likely a context is to be there still falls with its age, so what
 * is kept is recent, and not one moment's alone.
 */
const KEEP = `
  WITH present AS MATERIALIZED (
    SELECT capacity FROM context_sampling
    WHERE tenant_id = $1 AND environment_id = $2 AND enabled AND version = $3
    FOR SHARE
  ), taken AS (
    SELECT place FROM sampled_contexts WHERE tenant_id = $1 AND environment_id = $2
  ), places AS (
    SELECT slot.place, row_number() OVER (ORDER BY taken.place IS NOT NULL, random()) AS turn
    FROM present CROSS JOIN generate_series(0, present.capacity - 1) AS slot (place)
    LEFT JOIN taken ON taken.place = slot.place
  )
  INSERT INTO sampled_contexts (tenant_id, environment_id, place, context, seen_at)
  SELECT $1, $2, places.place, coming.context, $5
  FROM places
  JOIN jsonb_array_elements($4::jsonb) WITH ORDINALITY AS coming (context, turn) USING (turn)
  ORDER BY places.place
  ON CONFLICT (tenant_id, environment_id, place) DO UPDATE
    SET context = excluded.context, seen_at = excluded.seen_at`;

const SAVE = `
  INSERT INTO context_sampling AS present (tenant_id, environment_id, enabled, attributes,
    targeting_key, capacity, expires_after_seconds, version, changed_at)
  VALUES ($1, $2, $3, $4, $5, $6, $7, 1, $8)
  ON CONFLICT (tenant_id, environment_id) DO UPDATE
    SET enabled = excluded.enabled, attributes = excluded.attributes,
      targeting_key = excluded.targeting_key, capacity = excluded.capacity,
      expires_after_seconds = excluded.expires_after_seconds,
      version = present.version + 1, changed_at = excluded.changed_at`;

const SELECT = `SELECT tenant_id, environment_id, enabled, attributes, targeting_key, capacity,
  expires_after_seconds, version, changed_at FROM context_sampling`;
const AT = 'WHERE tenant_id = $1 AND environment_id = $2';

/** Orders for sampling, and the contexts kept under them, in PostgreSQL. */
@Injectable()
export class PostgresSampledContexts extends SampledContexts {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async orders(): Promise<SamplingOrder[]> {
    const rows = await this.dataSource.query<SamplingRow[]>(`${SELECT} WHERE enabled`);
    return rows.map(samplingIn);
  }

  override find(place: Place): Promise<StoredSampling | undefined> {
    return findOne(this.dataSource.manager, place);
  }

  override lock(tx: Tx, place: Place): Promise<StoredSampling | undefined> {
    return findOne(managerOf(tx), place, 'FOR UPDATE');
  }

  override async save(tx: Tx, place: Place, sampling: ContextSampling, at: number): Promise<void> {
    const manager = managerOf(tx);
    const { enabled, attributes, targetingKey, capacity, expiresAfterSeconds } = sampling;
    await manager.query(SAVE, [
      ...keyOf(place),
      enabled,
      attributes,
      targetingKey,
      capacity,
      expiresAfterSeconds,
      new Date(at),
    ]);
    await manager.query(`DELETE FROM sampled_contexts ${AT} AND place >= $3`, [
      ...keyOf(place),
      capacity,
    ]);
  }

  override async keep(
    order: SamplingOrder,
    contexts: readonly KeptContext[],
    at: number,
  ): Promise<void> {
    await this.dataSource.query(KEEP, [
      ...keyOf(order),
      order.version,
      JSON.stringify(contexts),
      new Date(at),
    ]);
  }

  override async read(place: Place, since: number): Promise<KeptSample> {
    const rows = await this.dataSource.query<ContextRow[]>(
      `SELECT context, seen_at FROM sampled_contexts ${AT} AND seen_at >= $3
       ORDER BY seen_at DESC, place`,
      [...keyOf(place), new Date(since)],
    );
    return {
      contexts: rows.map(({ context }) => context),
      oldestAt: rows.at(-1)?.seen_at.getTime(),
    };
  }

  override async clear(tx: Tx, place: Place): Promise<number> {
    const manager = managerOf(tx);
    await manager.query(`UPDATE context_sampling SET version = version + 1 ${AT}`, keyOf(place));
    const [, count] = await manager.query<[unknown, number]>(
      `DELETE FROM sampled_contexts ${AT}`,
      keyOf(place),
    );
    return count;
  }

  override async expire(now: number): Promise<void> {
    await this.dataSource.query(
      `DELETE FROM sampled_contexts s USING context_sampling o
       WHERE o.tenant_id = s.tenant_id AND o.environment_id = s.environment_id
         AND s.seen_at < $1::timestamptz - make_interval(secs => o.expires_after_seconds)`,
      [new Date(now)],
    );
  }
}

function keyOf({ tenantId, environmentId }: Place): string[] {
  return [tenantId, environmentId];
}

async function findOne(
  manager: EntityManager,
  place: Place,
  locking = '',
): Promise<StoredSampling | undefined> {
  const [row] = await manager.query<SamplingRow[]>(`${SELECT} ${AT} ${locking}`, keyOf(place));
  return row && samplingIn(row);
}

function samplingIn(row: SamplingRow): StoredSampling {
  return {
    tenantId: row.tenant_id,
    environmentId: row.environment_id,
    sampling: {
      enabled: row.enabled,
      attributes: row.attributes,
      targetingKey: row.targeting_key,
      capacity: row.capacity,
      expiresAfterSeconds: row.expires_after_seconds,
    },
    version: row.version,
    changedAt: row.changed_at.getTime(),
  };
}
