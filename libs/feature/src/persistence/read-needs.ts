import type { ValueType } from '@app/flag-engine';
import type { Environment } from '@app/tenancy';
import type { EntityManager } from 'typeorm';
import { type EnvironmentState, nothingKnown } from '../domain/environment-state';
import type { Needs } from '../domain/needs';
import { type Reference, referenceId } from '../domain/reference';
import type { IdList } from '../domain/segment';
import type { IdsNeeded, PresentIds } from '../domain/segment-ids';
import { FLAG_COLUMNS, type FlagRow } from './flag.row';
import { declaredTypes, flagsKnown } from './known-state';
import { SEGMENT_COLUMNS, type SegmentRow, toSegment } from './segment.row';

/** Reads what is needed of `environment` through `manager`, one statement per kind of thing. */
export async function readNeeds(
  manager: EntityManager,
  environment: Environment,
  needs: Needs,
): Promise<EnvironmentState> {
  const reader = new NeedsReader(manager, environment);
  const keysOf = (kind: Reference['kind']): string[] =>
    needs.references.filter((reference) => reference.kind === kind).map(({ key }) => key);
  const flags = await reader.flags(keysOf('flag'));
  const segments = await reader.segments(keysOf('segment'));
  return {
    ...nothingKnown(environment.name),
    ...flags,
    ...segments,
    known: new Set([...flags.known, ...segments.known]),
    ids: await reader.ids(needs.ids),
    usedBy: await reader.usersOf(needs.usersOf),
    elsewhere: await reader.elsewhere(needs.elsewhere),
  };
}

class NeedsReader {
  private readonly scope: readonly [tenantId: string, environmentId: string];

  constructor(
    private readonly manager: EntityManager,
    environment: Environment,
  ) {
    this.scope = [environment.tenantId, environment.id];
  }

  async flags(
    keys: readonly string[],
  ): Promise<Pick<EnvironmentState, 'known' | 'flags' | 'declared'>> {
    if (keys.length === 0) return { ...flagsKnown([], []), declared: new Map() };
    const rows = await this.manager.query<FlagRow[]>(
      `SELECT ${FLAG_COLUMNS} FROM flags f
       WHERE f.tenant_id = $1 AND f.environment_id = $2 AND f.key = ANY ($3)`,
      [...this.scope, keys],
    );
    const declared = await this.manager.query<{ key: string; value_type: ValueType }[]>(
      'SELECT key, value_type FROM flag_keys WHERE tenant_id = $1 AND key = ANY ($2)',
      [this.scope[0], keys],
    );
    return { ...flagsKnown(keys, rows), declared: declaredTypes(declared) };
  }

  async segments(keys: readonly string[]): Promise<Pick<EnvironmentState, 'known' | 'segments'>> {
    if (keys.length === 0) return { known: new Set(), segments: new Map() };
    const rows = await this.manager.query<SegmentRow[]>(
      `SELECT ${SEGMENT_COLUMNS} FROM segments s
       WHERE s.tenant_id = $1 AND s.environment_id = $2 AND s.key = ANY ($3)`,
      [...this.scope, keys],
    );
    return {
      known: new Set(keys.map((key) => referenceId({ kind: 'segment', key }))),
      segments: new Map(rows.map((row) => [row.key, toSegment(row)])),
    };
  }

  async ids(needed: readonly IdsNeeded[]): Promise<EnvironmentState['ids']> {
    const found = new Map<string, PresentIds>();
    for (const { key, among } of needed) {
      const rows = await this.manager.query<{ list: IdList; member: string }[]>(
        `SELECT i.list, i.member FROM segments s
         JOIN segment_ids i ON i.tenant_id = s.tenant_id AND i.segment_id = s.id
         WHERE s.tenant_id = $1 AND s.environment_id = $2 AND s.key = $3
           ${among === undefined ? '' : 'AND i.member = ANY ($4)'}`,
        [...this.scope, key, ...(among === undefined ? [] : [among])],
      );
      found.set(key, presentIds(rows));
    }
    return found;
  }

  async usersOf(used: readonly Reference[]): Promise<EnvironmentState['usedBy']> {
    if (used.length === 0) return new Map();
    const rows = await this.manager.query<UsageRow[]>(
      `SELECT u.used_kind, u.used_key, u.user_kind, u.user_key FROM usages u
       JOIN unnest($3::text[], $4::text[]) AS w (kind, key)
         ON u.used_kind = w.kind AND u.used_key = w.key
       WHERE u.tenant_id = $1 AND u.environment_id = $2
       ORDER BY u.user_kind, u.user_key`,
      [...this.scope, used.map(({ kind }) => kind), used.map(({ key }) => key)],
    );
    const found = new Map<string, Reference[]>(used.map((each) => [referenceId(each), []]));
    for (const row of rows) {
      const id = referenceId({ kind: row.used_kind, key: row.used_key });
      found.get(id)?.push({ kind: row.user_kind, key: row.user_key });
    }
    return found;
  }

  async elsewhere(keys: readonly string[]): Promise<EnvironmentState['elsewhere']> {
    if (keys.length === 0) return new Map();
    const rows = await this.manager.query<{ key: string; names: string[] }[]>(
      `SELECT f.key, array_agg(e.name ORDER BY e.created_at, e.id) AS names FROM flags f
       JOIN environments e ON e.tenant_id = f.tenant_id AND e.id = f.environment_id
       WHERE f.tenant_id = $1 AND f.environment_id <> $2 AND f.key = ANY ($3)
       GROUP BY f.key`,
      [...this.scope, keys],
    );
    const none = keys.map((key): [string, string[]] => [key, []]);
    return new Map([...none, ...rows.map(({ key, names }): [string, string[]] => [key, names])]);
  }
}

interface UsageRow {
  readonly used_kind: Reference['kind'];
  readonly used_key: string;
  readonly user_kind: Reference['kind'];
  readonly user_key: string;
}

function presentIds(rows: readonly { list: IdList; member: string }[]): PresentIds {
  const ids = { include: new Set<string>(), exclude: new Set<string>() };
  for (const { list, member } of rows) ids[list].add(member);
  return ids;
}
