import { Injectable } from '@nestjs/common';
import type { EnvironmentName } from '@app/kernel';
import { EnvironmentNotFound } from '@app/tenancy';
import { DataSource } from 'typeorm';
import type { EnvironmentAddress } from '../application/flag.reader';
import {
  SegmentReader,
  type SegmentSelection,
  type UsedSegment,
  type WholeSegment,
} from '../application/segment.reader';
import type { Stamp } from '../domain/flag-list';
import type { Reference } from '../domain/reference';
import type { IdList } from '../domain/segment';
import { SEGMENT_COLUMNS, type SegmentRow, toSegment } from './segment.row';

interface EnvironmentColumns {
  readonly epoch: string;
  readonly revision: string;
}

/** The environment's own columns on every row; those of a segment are null where there is none. */
type Joined<More> = EnvironmentColumns & ((SegmentRow & More) | { readonly key: null });
type Users = readonly Reference[] | null;

/** As JSON: what names the segment of the row. */
const USED_BY = `(
  SELECT json_agg(json_build_object('kind', u.user_kind, 'key', u.user_key)
                  ORDER BY u.user_kind, u.user_key COLLATE "C")
  FROM usages u
  WHERE u.tenant_id = s.tenant_id AND u.environment_id = s.environment_id
    AND u.used_kind = 'segment' AND u.used_key = s.key) AS used_by`;

const IDS = (list: IdList): string => `(
  SELECT array_agg(i.member ORDER BY i.member COLLATE "C") FROM segment_ids i
  WHERE i.tenant_id = s.tenant_id AND i.segment_id = s.id AND i.list = '${list}') AS ${list}`;

/** Segments read from PostgreSQL: one statement per answer, so one moment. */
@Injectable()
export class TypeOrmSegmentReader extends SegmentReader {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async find(
    address: EnvironmentAddress,
    key: string,
  ): Promise<{ epoch: string; found: WholeSegment | undefined }> {
    const row = await this.one<Record<IdList, string[] | null>>(
      address,
      key,
      `${IDS('include')}, ${IDS('exclude')}`,
    );
    if (row.key === null) return { epoch: row.epoch, found: undefined };
    const ids = { include: row.include ?? [], exclude: row.exclude ?? [] };
    return { epoch: row.epoch, found: { segment: toSegment(row), ids } };
  }

  override async usersOf(
    address: EnvironmentAddress,
    key: string,
  ): Promise<readonly Reference[] | undefined> {
    const row = await this.one<{ used_by: Users }>(address, key, USED_BY);
    return row.key === null ? undefined : (row.used_by ?? []);
  }

  override async list(
    { tenantId, environment }: EnvironmentAddress,
    { search, offset, limit }: SegmentSelection,
  ): Promise<{ stamp: Stamp; items: UsedSegment[]; total: number }> {
    // Grouped at the environment: a page past the end still tells the total and the revision.
    const [row] = await this.dataSource.query<ListRow[]>(
      `WITH matching AS (
         SELECT s.*, e.epoch, e.revision FROM environments e
         JOIN segments s ON s.tenant_id = e.tenant_id AND s.environment_id = e.id
         WHERE e.tenant_id = $1 AND e.name = $2
           AND ($3 = '' OR strpos(lower(s.key), $3) > 0
             OR strpos(lower(s.definition->>'name'), $3) > 0
             OR strpos(lower(s.definition->>'description'), $3) > 0)
       ), page AS (
         SELECT * FROM matching ORDER BY key COLLATE "C" LIMIT $5 OFFSET $4
       )
       SELECT e.epoch, e.revision, (SELECT count(*)::int FROM matching) AS total,
         (SELECT json_agg(item) FROM (
            SELECT ${SEGMENT_COLUMNS}, ${USED_BY} FROM page s ORDER BY s.key COLLATE "C"
          ) item) AS items
       FROM environments e WHERE e.tenant_id = $1 AND e.name = $2`,
      [tenantId, environment, search.toLowerCase(), offset, limit],
    );
    if (row === undefined) throw new EnvironmentNotFound(environment);
    const { epoch, revision, total, items } = row;
    return {
      stamp: { epoch, revision: Number(revision) },
      total,
      items: (items ?? []).map(toUsed),
    };
  }

  private async one<More>(
    { tenantId, environment }: { tenantId: string; environment: EnvironmentName },
    key: string,
    more: string,
  ): Promise<Joined<More>> {
    const [row] = await this.dataSource.query<Joined<More>[]>(
      `SELECT e.epoch, e.revision, ${SEGMENT_COLUMNS}, ${more} FROM environments e
       LEFT JOIN segments s
         ON s.tenant_id = e.tenant_id AND s.environment_id = e.id AND s.key = $3
       WHERE e.tenant_id = $1 AND e.name = $2`,
      [tenantId, environment, key],
    );
    if (row === undefined) throw new EnvironmentNotFound(environment);
    return row;
  }
}

/** Inside of JSON a time is text. */
type ListedRow = Omit<SegmentRow, 'created_at' | 'updated_at'> & {
  readonly created_at: string;
  readonly updated_at: string;
  readonly used_by: Users;
};

interface ListRow extends EnvironmentColumns {
  readonly total: number;
  readonly items: readonly ListedRow[] | null;
}

function toUsed({ used_by: usedBy, ...row }: ListedRow): UsedSegment {
  const [created, updated] = [new Date(row.created_at), new Date(row.updated_at)];
  const segment = toSegment({ ...row, created_at: created, updated_at: updated });
  return { segment, usedBy: usedBy ?? [] };
}
