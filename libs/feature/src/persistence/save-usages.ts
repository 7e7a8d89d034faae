import type { Environment } from '@app/tenancy';
import type { EntityManager } from 'typeorm';
import { referencesOf } from '../domain/needs';
import { type Reference, referenceId } from '../domain/reference';
import type { SavedItem } from '../domain/saved-item';

interface Usages {
  readonly user: Reference;
  readonly used: readonly Reference[];
}

/** Keeps `usages` in step with what the saved configurations name; nothing to do for most changes. */
export async function saveUsages(
  manager: EntityManager,
  { tenantId, id }: Environment,
  saved: readonly SavedItem[],
): Promise<void> {
  const changed = saved.flatMap(changedUsages);
  if (changed.length === 0) return;
  await manager.query(
    `DELETE FROM usages u USING unnest($3::text[], $4::text[]) AS w (kind, key)
     WHERE u.tenant_id = $1 AND u.environment_id = $2
       AND u.user_kind = w.kind AND u.user_key = w.key`,
    [tenantId, id, changed.map(({ user }) => user.kind), changed.map(({ user }) => user.key)],
  );
  const rows = changed.flatMap(({ user, used }) => used.map((each) => ({ user, used: each })));
  if (rows.length === 0) return;
  await manager.query(
    `INSERT INTO usages (tenant_id, environment_id, used_kind, used_key, user_kind, user_key)
     SELECT $1, $2, * FROM unnest($3::text[], $4::text[], $5::text[], $6::text[])`,
    [
      tenantId,
      id,
      rows.map(({ used }) => used.kind),
      rows.map(({ used }) => used.key),
      rows.map(({ user }) => user.kind),
      rows.map(({ user }) => user.key),
    ],
  );
}

function changedUsages({ item }: SavedItem): Usages[] {
  const before = item.before === undefined ? [] : referencesOf(item.before.config);
  const after = referencesOf(item.kind === 'flag' ? item.after : item.after?.config);
  const names = (list: readonly Reference[]): string => list.map(referenceId).sort().join(' ');
  if (names(before) === names(after)) return [];
  return [{ user: { kind: item.kind, key: item.key }, used: after }];
}
