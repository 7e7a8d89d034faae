import type { By, Condition } from '@app/flag-engine';
import type { SegmentConfig } from './segment';

/** A whole new list of ids, or what joins and leaves the present one. */
export type IdsPatch =
  readonly string[] | { readonly add?: readonly string[]; readonly remove?: readonly string[] };

/** What an upsert says of a segment: absent stays, `null` resets. */
export interface SegmentPatch {
  readonly name?: string | null;
  readonly description?: string | null;
  readonly by?: By | null;
  readonly when?: Condition | null;
  readonly include?: IdsPatch | null;
  readonly exclude?: IdsPatch | null;
}

const MEMBERS = ['name', 'description', 'by', 'when'] as const;

/** The segment's own members after `patch`. */
export function patchedSegment(
  key: string,
  present: SegmentConfig | undefined,
  patch: SegmentPatch,
): SegmentConfig {
  const config: Record<string, unknown> = { key };
  for (const member of MEMBERS) {
    const value = patch[member] === undefined ? present?.[member] : patch[member];
    if (value !== undefined && value !== null) config[member] = value;
  }
  return config as unknown as SegmentConfig;
}
