import { Injectable } from '@nestjs/common';
import type { Segment as EngineSegment } from '@app/flag-engine';
import { EnvironmentNotFound } from '@app/tenancy';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type EnvironmentAddress,
  type EnvironmentSnapshot,
  FlagReader,
  type FoundFlag,
} from '../application/flag.reader';
import type { FlagList, Stamp } from '../domain/flag-list';
import type { IdList } from '../domain/segment';
import { FLAG_COLUMNS, type FlagRow, toFlag } from './flag.row';
import { SEGMENT_COLUMNS, type SegmentRow, toSegment } from './segment.row';

interface EnvironmentColumns {
  readonly environment_id: string;
  readonly epoch: string;
  readonly revision: string;
}

/** The environment's own columns on every row; those of a flag are null where there is none. */
type JoinedRow = EnvironmentColumns & (FlagRow | { readonly key: null });

type SnapshotSegmentRow = SegmentRow & Readonly<Record<IdList, string[] | null>>;

/** Flags read from PostgreSQL: one statement, so one moment, wherever that is enough. */
@Injectable()
export class TypeOrmFlagReader extends FlagReader {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async find(
    { tenantId, environment }: EnvironmentAddress,
    key: string,
  ): Promise<FoundFlag> {
    const [row] = await this.dataSource.query<JoinedRow[]>(
      `SELECT e.id AS environment_id, e.epoch, e.revision, ${FLAG_COLUMNS}
       FROM environments e
       LEFT JOIN flags f ON f.tenant_id = e.tenant_id AND f.environment_id = e.id AND f.key = $3
       WHERE e.tenant_id = $1 AND e.name = $2`,
      [tenantId, environment, key],
    );
    if (row === undefined) throw new EnvironmentNotFound(environment);
    return { epoch: row.epoch, flag: row.key === null ? undefined : toFlag(row) };
  }

  override async readList(
    address: EnvironmentAddress,
    held?: Stamp,
  ): Promise<FlagList | undefined> {
    return this.list(this.dataSource.manager, address, held);
  }

  override async readSnapshot(address: EnvironmentAddress): Promise<EnvironmentSnapshot> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const list = (await this.list(manager, address)) as FlagList;
      return { list, segments: await this.segments(manager, address.tenantId, list) };
    });
  }

  private async list(
    manager: EntityManager,
    { tenantId, environment }: EnvironmentAddress,
    held?: Stamp,
  ): Promise<FlagList | undefined> {
    const rows = await manager.query<JoinedRow[]>(
      `SELECT e.id AS environment_id, e.epoch, e.revision, ${FLAG_COLUMNS}
       FROM environments e
       LEFT JOIN flags f ON f.tenant_id = e.tenant_id AND f.environment_id = e.id
         AND (e.epoch, e.revision) IS DISTINCT FROM ($3, $4::bigint)
       WHERE e.tenant_id = $1 AND e.name = $2
       ORDER BY f.key COLLATE "C"`,
      [tenantId, environment, held?.epoch ?? null, held?.revision ?? null],
    );
    const [first] = rows;
    if (first === undefined) throw new EnvironmentNotFound(environment);
    const { environment_id: environmentId, epoch } = first;
    const revision = Number(first.revision);
    if (held?.epoch === epoch && held.revision === revision) return undefined;
    const flags = rows.flatMap((row) => (row.key === null ? [] : toFlag(row)));
    return { environmentId, epoch, revision, flags };
  }

  private async segments(
    manager: EntityManager,
    tenantId: string,
    { environmentId }: FlagList,
  ): Promise<EngineSegment[]> {
    const ids = (list: IdList): string =>
      `(SELECT array_agg(i.member) FROM segment_ids i WHERE i.tenant_id = s.tenant_id
         AND i.segment_id = s.id AND i.list = '${list}') AS ${list}`;
    const rows = await manager.query<SnapshotSegmentRow[]>(
      `SELECT ${SEGMENT_COLUMNS}, ${ids('include')}, ${ids('exclude')} FROM segments s
       WHERE s.tenant_id = $1 AND s.environment_id = $2 ORDER BY s.key COLLATE "C"`,
      [tenantId, environmentId],
    );
    return rows.map((row) => ({
      ...toSegment(row).config,
      include: row.include ?? [],
      exclude: row.exclude ?? [],
    }));
  }
}
