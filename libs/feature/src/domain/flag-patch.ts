import { type FlagConfig } from '@app/flag-engine';
import { type FlagInput, withDefaults } from '@app/flag-engine/validation';

/**
 * What an upsert says of a flag. A member that is absent stays as it is (its default for a new
 * flag); `null` resets it. `offVariant: null` is a value: no opinion, the caller's own default.
 */
export type FlagPatch = Omit<FlagInput, 'key'>;

const PATCHED = [
  'name',
  'description',
  'tags',
  'valueType',
  'variants',
  'offVariant',
  'enabled',
  'clientVisible',
  'metadata',
  'strategy',
] as const satisfies readonly (keyof FlagPatch)[];

/** The flag after `patch`, as it was written: neither checked nor completed. */
export function mergedFlag(
  key: string,
  present: FlagConfig | undefined,
  patch: FlagPatch,
): FlagInput {
  const input: Record<string, unknown> = { key };
  for (const member of PATCHED) {
    const value = patch[member] === undefined ? present?.[member] : patch[member];
    if (value !== undefined) input[member] = value;
  }
  return input as FlagInput;
}

/**
 * A checked flag, complete and in one canonical form: no empty `tags` or `metadata`, members always
 * in the same order.
 */
export function completedFlag(input: FlagInput): FlagConfig {
  const { tags, metadata, ...rest } = withDefaults(input);
  return {
    ...rest,
    ...(tags !== undefined && tags.length > 0 && { tags }),
    ...(metadata !== undefined && Object.keys(metadata).length > 0 && { metadata }),
  };
}

/** Members that always mean something, whatever else the flag says. */
const ALWAYS_SOUND: readonly string[] = ['enabled', 'clientVisible'] satisfies (keyof FlagPatch)[];

/** Whether a patch can make a sound flag unsound. */
export function canUnsettle(patch: FlagPatch): boolean {
  return Object.entries(patch).some(
    ([member, value]) => value !== undefined && !ALWAYS_SOUND.includes(member),
  );
}

/** Every member of `config` as a patch: applying it gives `config`, whatever was there before. */
export function fullPatch(config: FlagConfig): FlagPatch {
  const patch: Record<string, unknown> = {};
  for (const member of PATCHED) patch[member] = config[member] ?? null;
  return patch;
}
