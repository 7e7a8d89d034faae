import { NOW } from '../comparisons/date';
import { isObject } from '../comparisons/is-object';
import type { FlagConfig } from '../model/flag';
import type { Segment } from '../model/segment';

/** What a flag or segment stands on besides itself and the context. */
export interface References {
  /** The flags of the same environment that it asks, each once, in the order read. */
  readonly flags: readonly string[];
  /** Likewise the segments. */
  readonly segments: readonly string[];
  /** Does it look at the time, so that time alone may change what it says. */
  readonly time: boolean;
}

/** Of a flag or segment that stands alone, as most do. */
export const NO_REFERENCES: References = { flags: [], segments: [], time: false };

/** What a flag or segment stands on directly. Total: whatever is malformed names nothing. */
export function dependenciesOf(
  owner: Pick<FlagConfig, 'strategy'> | Pick<Segment, 'when'>,
): References {
  const found: Found = { flags: [], segments: [], time: false };
  try {
    if ('strategy' in owner) collectFromStrategy(owner.strategy, found);
    else collect(owner.when, found);
  } catch {
    return NO_REFERENCES; // nested so deeply that it cannot even be walked
  }
  const { flags, segments, time } = found;
  if (flags.length === 0 && segments.length === 0 && !time) return NO_REFERENCES;
  return { flags: [...new Set(flags)], segments: [...new Set(segments)], time };
}

interface Found {
  readonly flags: string[];
  readonly segments: string[];
  time: boolean;
}

function collectFromStrategy(strategy: unknown, found: Found): void {
  if (!isObject(strategy) || strategy['type'] !== 'rules') return;
  collect(strategy['prerequisites'], found);
  if (!Array.isArray(strategy['rules'])) return;
  for (const rule of strategy['rules'] as unknown[]) {
    if (!isObject(rule)) continue;
    const { when, from, until, rollout } = rule;
    collect(when, found);
    found.time ||= from !== undefined || until !== undefined || moves(rollout);
  }
}

/** Has a rollout a percentage that time changes. */
function moves(rollout: unknown): boolean {
  return isObject(rollout) && typeof rollout['percentage'] === 'object';
}

function collect(condition: unknown, found: Found): void {
  if (!isObject(condition)) return;
  const { all, any, not, segment, flag, attribute, values } = condition;
  if (typeof flag === 'string') found.flags.push(flag);
  if (typeof segment === 'string') found.segments.push(segment);
  found.time ||= attribute === NOW || (Array.isArray(values) && values.includes(NOW));
  collect(not, found);
  for (const list of [all, any]) {
    if (Array.isArray(list)) for (const each of list) collect(each, found);
  }
}
