import { isObject } from '../comparisons/is-object';
import type { Condition } from '../model/condition';
import type { FlagConfig } from '../model/flag';
import type { Segment } from '../model/segment';

/** The flags and segments of the same environment that a flag or segment asks, each once, in the order read. */
export interface References {
  readonly flags: readonly string[];
  readonly segments: readonly string[];
}

/** Of a flag or segment that stands alone, as most do. */
export const NO_REFERENCES: References = { flags: [], segments: [] };

/** What a flag or segment stands on directly. Total: whatever is malformed names nothing. */
export function dependenciesOf(
  owner: Pick<FlagConfig, 'strategy'> | Pick<Segment, 'when'>,
): References {
  const found: Found = { flags: [], segments: [] };
  try {
    if ('strategy' in owner) collectFromStrategy(owner.strategy, found);
    else collect(owner.when, found);
  } catch {
    return NO_REFERENCES; // nested so deeply that it cannot even be walked
  }
  if (found.flags.length === 0 && found.segments.length === 0) return NO_REFERENCES;
  return { flags: [...new Set(found.flags)], segments: [...new Set(found.segments)] };
}

interface Found {
  readonly flags: string[];
  readonly segments: string[];
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
  if (typeof flag === 'string') found.flags.push(flag);
  if (typeof segment === 'string') found.segments.push(segment);
  collect(not, found);
  for (const list of [all, any]) {
    if (Array.isArray(list)) for (const each of list) collect(each, found);
  }
}
