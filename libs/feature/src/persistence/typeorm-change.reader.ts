import { Injectable } from '@nestjs/common';
import { EnvironmentNotFound } from '@app/tenancy';
import { DataSource, type EntityManager } from 'typeorm';
import {
  type ChangedSegment,
  ChangeReader,
  type EnvironmentChanges,
} from '../application/change.reader';
import type { EnvironmentAddress } from '../application/flag.reader';
import type { Flag } from '../domain/flag';
import type { Stamp } from '../domain/flag-list';
import { type IdsSince, idsSince, type SegmentTouch } from '../domain/ids-since';
import type { IdList } from '../domain/segment';
import { FLAG_COLUMNS, type FlagRow, toFlag } from './flag.row';
import { SEGMENT_COLUMNS, type SegmentRow, toSegment } from './segment.row';

/** The environment's own columns on every row; those of a change are null where there is none. */
interface TouchRow extends SegmentTouch {
  readonly environment_id: string;
  readonly epoch: string;
  readonly revision: string;
  readonly at: string | null;
  readonly kind: 'flag' | 'segment';
  readonly key: string;
}

type WholeSegmentRow = SegmentRow & Readonly<Record<IdList, string[] | null>>;
type Place = readonly [tenantId: string, environmentId: string];

/** Changes in PostgreSQL: which keys were touched, then their present state, all of one moment. */
@Injectable()
export class TypeOrmChangeReader extends ChangeReader {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override read(
    address: EnvironmentAddress,
    since: Stamp,
  ): Promise<EnvironmentChanges | undefined> {
    return this.dataSource.transaction('REPEATABLE READ', async (manager) => {
      const rows = await touches(manager, address, since);
      const [first] = rows;
      if (first === undefined) throw new EnvironmentNotFound(address.environment);
      const { epoch, environment_id: environmentId } = first;
      const revision = Number(first.revision);
      if (epoch !== since.epoch || !isComplete(rows, since.revision, revision)) return undefined;
      const place: Place = [address.tenantId, environmentId];
      const keys = keysOf(rows, 'flag');
      const flags = await readFlags(manager, place, keys);
      const present = new Set(flags.map(({ config }) => config.key));
      const deletedFlags = keys.filter((key) => !present.has(key));
      return { epoch, revision, flags, deletedFlags, ...(await segments(manager, place, rows)) };
    });
  }
}

function touches(
  manager: EntityManager,
  { tenantId, environment }: EnvironmentAddress,
  since: Stamp,
): Promise<TouchRow[]> {
  return manager.query<TouchRow[]>(
    `SELECT e.id AS environment_id, e.epoch, e.revision, c.revision AS at, c.kind, c.key, c.anew, c.ids
     FROM environments e
     LEFT JOIN environment_changes c ON c.tenant_id = e.tenant_id AND c.environment_id = e.id
       AND c.revision > $3
     WHERE e.tenant_id = $1 AND e.name = $2
     ORDER BY c.revision`,
    [tenantId, environment, since.revision],
  );
}

/** Every revision touches something: one without a row is one whose changes are not kept any more. */
function isComplete(rows: readonly TouchRow[], since: number, revision: number): boolean {
  const revisions = new Set(rows.flatMap(({ at }) => at ?? []));
  return since + revisions.size === revision;
}

function keysOf(rows: readonly TouchRow[], kind: TouchRow['kind']): string[] {
  return [...new Set(rows.filter((row) => row.kind === kind).map(({ key }) => key))];
}

async function readFlags(
  manager: EntityManager,
  place: Place,
  keys: readonly string[],
): Promise<Flag[]> {
  if (keys.length === 0) return [];
  const rows = await manager.query<FlagRow[]>(
    `SELECT ${FLAG_COLUMNS} FROM flags f
     WHERE f.tenant_id = $1 AND f.environment_id = $2 AND f.key = ANY ($3)
     ORDER BY f.key COLLATE "C"`,
    [...place, keys],
  );
  return rows.map(toFlag);
}

async function segments(
  manager: EntityManager,
  place: Place,
  rows: readonly TouchRow[],
): Promise<Pick<EnvironmentChanges, 'segments' | 'deletedSegments'>> {
  const keys = keysOf(rows, 'segment');
  if (keys.length === 0) return { segments: [], deletedSegments: [] };
  const since = new Map(
    keys.map((key) => {
      const own = rows.filter((row) => row.kind === 'segment' && row.key === key);
      return [key, idsSince(own)] as const;
    }),
  );
  const whole = keys.filter((key) => since.get(key)?.ids === undefined);
  const present = await readSegments(manager, place, { keys, whole });
  const found = new Set(present.map(({ key }) => key));
  return {
    segments: present.map((row) => changedSegment(row, since.get(row.key))),
    deletedSegments: keys.filter((key) => !found.has(key)),
  };
}

function readSegments(
  manager: EntityManager,
  place: Place,
  { keys, whole }: { readonly keys: readonly string[]; readonly whole: readonly string[] },
): Promise<WholeSegmentRow[]> {
  const ids = (list: IdList): string => `
    (SELECT array_agg(i.member) FROM segment_ids i
     WHERE s.key = ANY ($4) AND i.tenant_id = s.tenant_id AND i.segment_id = s.id
       AND i.list = '${list}') AS ${list}`;
  return manager.query<WholeSegmentRow[]>(
    `SELECT ${SEGMENT_COLUMNS}, ${ids('include')}, ${ids('exclude')} FROM segments s
     WHERE s.tenant_id = $1 AND s.environment_id = $2 AND s.key = ANY ($3)
     ORDER BY s.key COLLATE "C"`,
    [...place, keys, whole],
  );
}

function changedSegment(row: WholeSegmentRow, since: IdsSince | undefined): ChangedSegment {
  const all = (list: IdList): { added: string[]; removed: string[] } => ({
    added: row[list] ?? [],
    removed: [],
  });
  return {
    config: toSegment(row).config,
    anew: since?.anew ?? true,
    ids: since?.ids ?? { include: all('include'), exclude: all('exclude') },
  };
}
