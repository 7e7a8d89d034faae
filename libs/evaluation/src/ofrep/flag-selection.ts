import type { LoadedEnvironment } from '../snapshots/loaded-environment';
import type { Audience } from './evaluation-caller';

/** Which flags of the environment a bulk request asks for. */
export interface FlagSelection {
  /** In the order of the environment, each once. */
  readonly keys?: readonly string[];
  readonly tags?: readonly string[];
  /** Normalised, for the validator. */
  readonly text: string;
}

export const EVERY_FLAG: FlagSelection = { text: '' };

/** Reads `?keys=a,b&tags=web`: a flag is in when it is named or has one of the tags. */
export function parseSelection(query: URLSearchParams): FlagSelection {
  const keys = listOf(query.get('keys'));
  const tags = listOf(query.get('tags'));
  if (keys === undefined && tags === undefined) return EVERY_FLAG;
  const text = `k=${(keys ?? []).join(',')}&t=${(tags ?? []).join(',')}`;
  return { ...(keys && { keys }), ...(tags && { tags }), text };
}

/** The keys asked for that exist and that the audience may see, in the environment's order. */
export function select(
  loaded: LoadedEnvironment,
  audience: Audience,
  { keys, tags }: FlagSelection,
): readonly string[] {
  const visible = audience === 'client' ? loaded.clientKeys : loaded.keys;
  if (tags !== undefined) return visible.filter((key) => isIn(loaded, key, { keys, tags }));
  if (keys === undefined) return visible;
  return keys.filter((key) =>
    audience === 'client' ? loaded.isClientVisible(key) : loaded.compiled.flags.has(key),
  );
}

function isIn(
  loaded: LoadedEnvironment,
  key: string,
  { keys = [], tags }: { readonly keys?: readonly string[]; readonly tags: readonly string[] },
): boolean {
  return keys.includes(key) || loaded.tagsOf(key).some((tag) => tags.includes(tag));
}

/** Each once, sorted as the environment sorts its flags. */
function listOf(raw: string | null): readonly string[] | undefined {
  if (raw === null) return undefined;
  const given = raw.split(',').map((one) => one.trim());
  return [...new Set(given)].filter((one) => one !== '').sort();
}
