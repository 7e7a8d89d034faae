import type { References } from './references';
import { sameJson } from './same-json';

/** A flag or segment as configured. */
interface Config {
  readonly key: string;
  readonly version?: number;
}

/** What is known of a flag or segment that was compiled before. */
interface Former {
  readonly config: Config;
  readonly references: References;
}

/** The keys that were added, changed or removed since. */
export function changedKeys(
  configs: ReadonlyMap<string, Config>,
  former: ReadonlyMap<string, Former>,
): Set<string> {
  const changed = new Set<string>();
  for (const [key, config] of configs) {
    const known = former.get(key)?.config;
    if (known === undefined || !unchanged(known, config)) changed.add(key);
  }
  for (const key of former.keys()) if (!configs.has(key)) changed.add(key);
  return changed;
}

/** A version alone proves nothing: a flag may have been deleted and made again. */
function unchanged(known: Config, config: Config): boolean {
  if (known === config) return true;
  try {
    return known.version === config.version && sameJson(known, config);
  } catch {
    return false; // nested so deeply that it cannot even be walked: compile it, which says so
  }
}

/** Adds to a set of keys all those that stand on them, at whatever distance. */
export function addDependents(
  keys: Set<string>,
  references: ReadonlyMap<string, readonly string[]>,
): void {
  const dependents = new Map<string, string[]>();
  for (const [key, needs] of references) {
    for (const need of needs) {
      const known = dependents.get(need);
      if (known === undefined) dependents.set(need, [key]);
      else known.push(key);
    }
  }
  for (const key of keys) for (const dependent of dependents.get(key) ?? []) keys.add(dependent);
}
