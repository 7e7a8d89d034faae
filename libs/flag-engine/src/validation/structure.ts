import { isObject } from '../comparisons/is-object';
import type { Problem } from '../compile/problem';

/** What is wrong with the shape of a flag. */
export function flagStructure(input: unknown): Problem[] {
  return isObject(input) ? [] : [{ pointer: '', code: 'schema', detail: 'A flag is an object.' }];
}

/** What is wrong with the shape of a segment. */
export function segmentStructure(input: unknown): Problem[] {
  return isObject(input)
    ? []
    : [{ pointer: '', code: 'schema', detail: 'A segment is an object.' }];
}
