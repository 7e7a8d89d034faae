import type { Environment } from '@app/tenancy';
import type { EntityManager } from 'typeorm';
import type { SavedItem } from '../domain/saved-item';
import { ID_LISTS } from '../domain/segment';
import type { IdsDeltas } from '../domain/segment-ids';

/** Revisions whose changes are kept: who is further behind reads the whole environment. */
export const REVISIONS_KEPT = 1_000;
/** Old rows are deleted by every so many-th revision, so that the others need not look for them. */
const PRUNE_EVERY = 64;
/** More ids than this at once are not told one by one: both lists are read whole. */
const MOST_IDS = 10_000;

/** Of flags that are written the statement that writes them takes care: this is for everything else. */
export async function saveChanges(
  manager: EntityManager,
  { tenantId, id, revision }: Environment,
  saved: readonly SavedItem[],
): Promise<void> {
  const next = revision + 1;
  const touched = saved.filter((each) => each.kind === 'segment' || each.flag === undefined);
  if (touched.length > 0) {
    await manager.query(
      `INSERT INTO environment_changes
         (tenant_id, environment_id, revision, kind, key, anew, ids)
       SELECT $1, $2, $3, r.* FROM json_to_recordset($4::json) AS r (
         kind text, key text, anew boolean, ids json)`,
      [tenantId, id, next, JSON.stringify(touched.map(toRecord))],
    );
  }
  if (next % PRUNE_EVERY !== 0) return;
  await manager.query(
    `DELETE FROM environment_changes
     WHERE tenant_id = $1 AND environment_id = $2 AND revision <= $3`,
    [tenantId, id, next - REVISIONS_KEPT],
  );
}

function toRecord(saved: SavedItem): Record<string, unknown> {
  const { kind, item } = saved;
  if (saved.kind === 'flag') return { kind, key: item.key, anew: false, ids: null };
  const { ids, before } = saved.item;
  return { kind, key: item.key, anew: before === undefined, ids: isTellable(ids) ? ids : null };
}

function isTellable(ids: IdsDeltas): boolean {
  const count = ID_LISTS.reduce(
    (sum, list) => sum + ids[list].added.length + ids[list].removed.length,
    0,
  );
  return count <= MOST_IDS;
}
