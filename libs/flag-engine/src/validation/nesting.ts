import { isObject } from '../comparisons/is-object';
import type { Problem } from '../compile/problem';
import { LIMITS } from './schema/limits';

const NESTS = ['all', 'any', 'not'];

/** Refuses what nests too deeply, before anything walks it: at most one problem. */
export function nestingProblems(input: unknown): Problem[] {
  const pointer = tooDeep(input, { json: 0, conditions: 0 });
  if (pointer === undefined) return [];
  const detail = `Conditions nest at most ${LIMITS.conditionDepth} deep, and values ${LIMITS.jsonDepth}.`;
  return [{ pointer, code: 'schema', detail }];
}

interface Depth {
  readonly json: number;
  readonly conditions: number;
}

/** The place below `value` where it becomes too deep. */
function tooDeep(value: unknown, { json, conditions }: Depth): string | undefined {
  if (json > LIMITS.jsonDepth || conditions > LIMITS.conditionDepth) return '';
  if (Array.isArray(value)) {
    return firstBelow(value.entries(), () => ({ json: json + 1, conditions }));
  }
  if (!isObject(value)) return undefined;
  return firstBelow(Object.entries(value), (member) => ({
    json: json + 1,
    conditions: NESTS.includes(member) ? conditions + 1 : conditions,
  }));
}

function firstBelow(
  members: Iterable<[string | number, unknown]>,
  depthOf: (member: string) => Depth,
): string | undefined {
  for (const [member, value] of members) {
    const below = tooDeep(value, depthOf(String(member)));
    if (below !== undefined) return `/${escapePointer(String(member))}${below}`;
  }
  return undefined;
}

/** A member's name as JSON Pointer writes it. */
export function escapePointer(member: string): string {
  return member.replaceAll('~', '~0').replaceAll('/', '~1');
}
