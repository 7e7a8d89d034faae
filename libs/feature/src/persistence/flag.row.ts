import type { FlagConfig, ValueType } from '@app/flag-engine';
import type { Actor } from '@app/kernel';
import type { Flag } from '../domain/flag';

/** A row of `flags` as the driver gives it. */
export interface FlagRow {
  readonly key: string;
  readonly id: string;
  readonly version: number;
  readonly enabled: boolean;
  readonly name: string | null;
  readonly description: string | null;
  readonly tags: string[];
  readonly value_type: ValueType;
  readonly client_visible: boolean;
  readonly definition: Pick<FlagConfig, 'variants' | 'offVariant' | 'metadata' | 'strategy'>;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly updated_by: Actor;
}

const COLUMNS = [
  'key',
  'id',
  'version',
  'enabled',
  'name',
  'description',
  'tags',
  'value_type',
  'client_visible',
  'definition',
  'created_at',
  'updated_at',
  'updated_by',
] as const satisfies readonly (keyof FlagRow)[];

/** What a query selects of `flags` (aliased `f`) to give `FlagRow`s. */
export const FLAG_COLUMNS = COLUMNS.map((column) => `f.${column}`).join(', ');

/** The flag that a row holds, its members in the canonical order. */
export function toFlag(row: FlagRow): Flag {
  const { variants, offVariant, metadata, strategy } = row.definition;
  return {
    id: row.id,
    version: row.version,
    config: {
      key: row.key,
      ...(row.name !== null && { name: row.name }),
      ...(row.description !== null && { description: row.description }),
      valueType: row.value_type,
      variants,
      offVariant,
      enabled: row.enabled,
      clientVisible: row.client_visible,
      strategy,
      ...(row.tags.length > 0 && { tags: row.tags }),
      ...(metadata !== undefined && { metadata }),
    },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

/** The flag as `json_to_recordset` reads it: one member per column. */
export function toFlagRecord(flag: Flag): Record<string, unknown> {
  const { config } = flag;
  const { variants, offVariant, metadata, strategy } = config;
  return {
    key: config.key,
    id: flag.id,
    version: flag.version,
    enabled: config.enabled,
    name: config.name ?? null,
    description: config.description ?? null,
    tags: config.tags ?? [],
    value_type: config.valueType,
    client_visible: config.clientVisible,
    definition: { variants, offVariant, metadata, strategy },
    created_at: flag.createdAt,
    updated_at: flag.updatedAt,
    updated_by: flag.updatedBy,
  };
}
