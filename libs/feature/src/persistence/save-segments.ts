import type { Environment } from '@app/tenancy';
import type { EntityManager } from 'typeorm';
import type { SavedItem } from '../domain/saved-item';
import { ID_LISTS, type IdList } from '../domain/segment';
import { toSegmentRecord } from './segment.row';

type SavedSegment = Extract<SavedItem, { kind: 'segment' }>;

/** Writes segments and the ids that joined or left them; a deleted one takes its ids along. */
export async function saveSegments(
  manager: EntityManager,
  environment: Environment,
  saved: readonly SavedItem[],
): Promise<void> {
  const items = saved.filter((each) => each.kind === 'segment');
  const deleted = items.filter(({ segment }) => segment === undefined).map(({ item }) => item.key);
  const { tenantId, id } = environment;
  if (deleted.length > 0) {
    await manager.query(
      'DELETE FROM segments WHERE tenant_id = $1 AND environment_id = $2 AND key = ANY ($3)',
      [tenantId, id, deleted],
    );
  }
  await upsert(manager, environment, items);
  for (const item of items) await saveIds(manager, tenantId, item);
}

async function upsert(
  manager: EntityManager,
  { tenantId, id }: Environment,
  items: readonly SavedSegment[],
): Promise<void> {
  const written = items.flatMap(({ segment }) => segment ?? []);
  if (written.length === 0) return;
  await manager.query(
    `INSERT INTO segments (tenant_id, environment_id, key, id, version, definition, include_count,
       exclude_count, created_at, updated_at, updated_by)
     SELECT $1, $2, r.* FROM json_to_recordset($3::json) AS r (
       key text, id uuid, version integer, definition json, include_count integer,
       exclude_count integer, created_at timestamptz, updated_at timestamptz, updated_by json)
     ON CONFLICT (tenant_id, environment_id, key) DO UPDATE SET
       version = excluded.version, definition = excluded.definition,
       include_count = excluded.include_count, exclude_count = excluded.exclude_count,
       updated_at = excluded.updated_at, updated_by = excluded.updated_by`,
    [tenantId, id, JSON.stringify(written.map(toSegmentRecord))],
  );
}

async function saveIds(
  manager: EntityManager,
  tenantId: string,
  { item, segment }: SavedSegment,
): Promise<void> {
  if (segment === undefined) return;
  for (const list of ID_LISTS) {
    const { added, removed } = item.ids[list];
    const place: [string, string, IdList] = [tenantId, segment.id, list];
    if (removed.length > 0) {
      await manager.query(
        `DELETE FROM segment_ids
         WHERE tenant_id = $1 AND segment_id = $2 AND list = $3 AND member = ANY ($4)`,
        [...place, removed],
      );
    }
    if (added.length > 0) {
      await manager.query(
        `INSERT INTO segment_ids (tenant_id, segment_id, list, member)
         SELECT $1, $2, $3, unnest($4::text[])`,
        [...place, added],
      );
    }
  }
}
