import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import type { Audience } from './evaluation-caller';

/** Which flags of the environment a bulk request asks for. */
export interface FlagSelection {
  readonly keys?: ReadonlySet<string>;
  readonly tags?: ReadonlySet<string>;
  /** Normalised, for the validator. */
  readonly text: string;
}

export const EVERY_FLAG: FlagSelection = { text: '' };

/** Reads `?keys=a,b&tags=web`: a flag is in when it is named or has one of the tags. */
export function parseSelection(query: URLSearchParams): FlagSelection {
  const keys = listOf(query.get('keys'));
  const tags = listOf(query.get('tags'));
  if (keys === undefined && tags === undefined) return EVERY_FLAG;
  const text = `k=${[...(keys ?? [])].sort().join(',')}&t=${[...(tags ?? [])].sort().join(',')}`;
  return { ...(keys && { keys }), ...(tags && { tags }), text };
}

/** The keys asked for that exist and that the audience may see, in the environment's order. */
export function select(
  loaded: LoadedEnvironment,
  audience: Audience,
  { keys, tags }: FlagSelection,
): readonly string[] {
  const everything = keys === undefined && tags === undefined;
  if (everything && audience === 'server') return loaded.keys;
  return loaded.keys.filter((key) => {
    if (audience === 'client' && !loaded.clientKeys.has(key)) return false;
    if (everything || keys?.has(key) === true) return true;
    return tags !== undefined && loaded.tagsOf(key).some((tag) => tags.has(tag));
  });
}

function listOf(raw: string | null): ReadonlySet<string> | undefined {
  if (raw === null) return undefined;
  return new Set(
    raw
      .split(',')
      .map((one) => one.trim())
      .filter((one) => one !== ''),
  );
}
