import { folded, jsonEquals, KEEP_CASE, LOWER_CASE } from './equality';

/** Says whether a value equals one of those listed. */
export type Membership = (value: unknown) => boolean;

/** Up to this length a list is read through as quickly as a set is asked, and needs no other room. */
const SHORT = 8;

/** Prepares a list: scalars are looked up in a set, so that a long list costs what a short one does. */
export function membership(
  values: readonly unknown[],
  ignoreCase: boolean | undefined,
): Membership {
  const structures = values.filter((value) => typeof value === 'object');
  if (structures.length === 0 && ignoreCase !== true && values.length <= SHORT)
    return (value) => values.includes(value);
  const fold = ignoreCase === true ? LOWER_CASE : KEEP_CASE;
  const listed = new Set(values.map((value) => folded(value, fold)));
  if (structures.length === 0) {
    if (ignoreCase !== true) return (value) => listed.has(value);
    return (value) => listed.has(folded(value, fold));
  }
  return (value) =>
    listed.has(folded(value, fold)) ||
    structures.some((structure) => jsonEquals(structure, value, fold));
}
