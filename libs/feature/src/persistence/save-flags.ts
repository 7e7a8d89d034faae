import type { Environment } from '@app/tenancy';
import { PreparedStatement } from '@app/platform/postgres';
import type { EntityManager } from 'typeorm';
import type { Flag } from '../domain/flag';
import type { SavedItem } from '../domain/saved-item';
import { toFlagRecord } from './flag.row';

const DECLARE = `
  declared AS (
    INSERT INTO flag_keys (tenant_id, key, value_type) SELECT $1, key, value_type FROM given
    ON CONFLICT (tenant_id, key) DO UPDATE SET value_type = excluded.value_type
    WHERE flag_keys.value_type <> excluded.value_type
  ),`;

const upsert = (declare: boolean): string => `
  WITH given AS (
    SELECT * FROM json_to_recordset($3::json) AS r (
      key text, id uuid, version integer, enabled boolean, name text, description text,
      tags text[], value_type text, client_visible boolean, definition json,
      created_at timestamptz, updated_at timestamptz, updated_by json)
  ),${declare ? DECLARE : ''}
  written AS (
    INSERT INTO flags (tenant_id, environment_id, key, id, version, enabled, name, description,
      tags, value_type, client_visible, definition, created_at, updated_at, updated_by)
    SELECT $1, $2, given.* FROM given
    ON CONFLICT (tenant_id, environment_id, key) DO UPDATE SET
      id = excluded.id, version = excluded.version, enabled = excluded.enabled,
      name = excluded.name, description = excluded.description, tags = excluded.tags,
      value_type = excluded.value_type, client_visible = excluded.client_visible,
      definition = excluded.definition, updated_at = excluded.updated_at,
      updated_by = excluded.updated_by
  )
  INSERT INTO environment_changes (tenant_id, environment_id, revision, kind, key)
  SELECT $1, $2, $4, 'flag', key FROM given`;

const UPSERT = new PreparedStatement('feature_upsert', upsert(false));
const DECLARE_AND_UPSERT = new PreparedStatement('feature_declare_upsert', upsert(true));

/**
 * Writes flags, with the note that this revision touched them, and removes deleted ones: one
 * statement each. A value type is declared in the same statement as the flag that has it, so that
 * the foreign key is checked when both are there.
 */
export async function saveFlags(
  manager: EntityManager,
  { tenantId, id, revision }: Environment,
  saved: readonly SavedItem[],
): Promise<void> {
  const items = saved.filter((each) => each.kind === 'flag');
  const deleted = items.filter(({ flag }) => flag === undefined).map(({ item }) => item.key);
  if (deleted.length > 0) {
    await manager.query(
      'DELETE FROM flags WHERE tenant_id = $1 AND environment_id = $2 AND key = ANY ($3)',
      [tenantId, id, deleted],
    );
  }
  const written = items.flatMap(({ flag }) => flag ?? []);
  if (written.length === 0) return;
  const declare = items.some(({ item, flag }) => flag && declares(item.before, flag));
  await (declare ? DECLARE_AND_UPSERT : UPSERT).run(manager, [
    tenantId,
    id,
    JSON.stringify(written.map(toFlagRecord)),
    revision + 1,
  ]);
}

function declares(before: Flag | undefined, after: Flag): boolean {
  return before?.config.valueType !== after.config.valueType;
}
