import { sameJson } from '../comparisons/same-json';

/** A flag or segment as configured. */
interface Config {
  readonly key: string;
  readonly version?: number;
}

/** A list as it was. */
export interface Former<Each> {
  /** Of each key one. */
  readonly configs: readonly Each[];
  readonly compiled: { has(key: string): boolean };
}

/** What became of a list of flags or segments. */
export interface Difference<Each> {
  /** What is new, or not what it was, by key. */
  readonly changed: ReadonlyMap<string, Each>;
  readonly removed: ReadonlySet<string>;
  /** The list as it is now: of each key one, the last. */
  readonly configs: readonly Each[];
}

/**
 * What became of a list. It walks the old one and the new one side by side, but looks only into what is not the same
 * object in both: where they are in the same order, as a snapshot and what a delta leads to are, that is what changed.
 */
export function differenceOf<Each extends Config>(
  former: Former<Each>,
  configs: readonly Each[],
): Difference<Each> {
  const { came, went } = unmatched(former.configs, configs);
  let size = former.configs.length;
  for (const key of came.keys()) if (!former.compiled.has(key)) size += 1;
  for (const key of went.keys()) if (!came.has(key)) size -= 1;
  if (size !== configs.length) return differenceOf(former, lastOfEach(configs));
  for (const [key, config] of went) {
    const now = came.get(key);
    if (now === undefined) continue;
    went.delete(key);
    if (isSame(config, now)) came.delete(key);
  }
  return { changed: came, removed: new Set(went.keys()), configs };
}

/** What is not the same object in both lists, by key. */
function unmatched<Each extends Config>(
  before: readonly Each[],
  now: readonly Each[],
): { went: Map<string, Each>; came: Map<string, Each> } {
  const went = new Map<string, Each>();
  const came = new Map<string, Each>();
  for (let left = 0, right = 0; left < before.length || right < now.length;) {
    const old = before[left];
    const next = now[right];
    const order = old === next ? 0 : compareKeys(old, next);
    if (old !== next && old !== undefined && order <= 0) went.set(old.key, old);
    if (old !== next && next !== undefined && order >= 0) came.set(next.key, next);
    if (order <= 0) left += 1;
    if (order >= 0) right += 1;
  }
  return { went, came };
}

/** Where one list has ended, the other one's comes first. */
function compareKeys(old: Config | undefined, next: Config | undefined): number {
  if (old === undefined) return 1;
  if (next === undefined || old.key < next.key) return -1;
  return old.key > next.key ? 1 : 0;
}

function lastOfEach<Each extends Config>(configs: readonly Each[]): readonly Each[] {
  return [...new Map(configs.map((config) => [config.key, config])).values()];
}

/** A version alone proves nothing: a flag may have been deleted and made again. */
function isSame(before: Config, now: Config): boolean {
  try {
    return before.version === now.version && sameJson(before, now);
  } catch {
    return false; // nested so deeply that it cannot even be walked: compile it, which says so
  }
}
