import type { Environment } from '../model/snapshot';
import type { CompiledFlag, CompiledSegment } from './compiled';
import type { CompiledSnapshot, Parts } from './compiled-snapshot';
import { compileInto, type Method } from './compile-into';

/**
 * Compiles an environment: everything that does not depend on a context is done here, once. Never throws: what cannot
 * mean anything is that flag's `PARSE_ERROR`. What follows it is compiled with `recompile` of `@app/flag-engine/delta`.
 */
export function compile(environment: Environment, parts: Parts = {}): CompiledSnapshot {
  return compileWith(environment, { parts });
}

/** Compiles an environment, watched or not: an explanation comes of the same parts as an answer. */
export function compileWith(environment: Environment, method: Method): CompiledSnapshot {
  const flags = new Map<string, CompiledFlag>();
  const segments = new Map<string, CompiledSegment>();
  const configs = { flags: byKey(environment.flags), segments: byKey(environment.segments) };
  compileInto({ flags, segments }, configs, method);
  return { flags, segments, parts: method.parts, timed: [...flags.values()].filter(isTimed) };
}

/** May time alone change what a flag answers. */
export function isTimed({ timetables }: CompiledFlag): boolean {
  return timetables.length > 0;
}

/** Of each key the last. */
function byKey<Config extends { readonly key: string }>(
  configs: readonly Config[],
): ReadonlyMap<string, Config> {
  return new Map(configs.map((config) => [config.key, config]));
}
