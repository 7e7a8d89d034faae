import { isObject } from '../comparisons/is-object';
import type { Condition } from '../model/condition';
import type { FlagConfig } from '../model/flag';
import type { Segment } from '../model/segment';

/** The flags and segments of the same environment that a flag or segment asks, each once, in the order read. */
export interface References {
  readonly flags: readonly string[];
  readonly segments: readonly string[];
}

const NONE: References = { flags: [], segments: [] };

/** What a flag or segment stands on directly. Total: whatever is malformed names nothing. */
export function dependenciesOf(
  owner: Pick<FlagConfig, 'strategy'> | Pick<Segment, 'when'>,
): References {
  const found = { flags: new Set<string>(), segments: new Set<string>() };
  try {
    if ('strategy' in owner) collectFromStrategy(owner.strategy, found);
    else collect(owner.when, found);
  } catch {
    return NONE; // nested so deeply that it cannot even be walked
  }
  if (found.flags.size === 0 && found.segments.size === 0) return NONE;
  return { flags: [...found.flags], segments: [...found.segments] };
}

interface Found {
  readonly flags: Set<string>;
  readonly segments: Set<string>;
}

function collectFromStrategy(strategy: unknown, found: Found): void {
  if (!isObject(strategy) || strategy['type'] !== 'rules') return;
  collect(strategy['prerequisites'], found);
  if (!Array.isArray(strategy['rules'])) return;
  for (const rule of strategy['rules'] as unknown[])
    if (isObject(rule)) collect(rule['when'], found);
}

function collect(condition: unknown, found: Found): void {
  if (!isObject(condition)) return;
  const { all, any, not, segment, flag } = condition as Partial<Record<string, Condition>>;
  if (typeof flag === 'string') found.flags.add(flag);
  if (typeof segment === 'string') found.segments.add(segment);
  collect(not, found);
  for (const list of [all, any]) {
    if (Array.isArray(list)) for (const each of list) collect(each, found);
  }
}
