import { jsonEquals, KEEP_CASE, LOWER_CASE } from './equality';

/** Says whether a value equals one of those listed. */
export type Membership = (value: unknown) => boolean;

/** Up to this length a list is read through as quickly as a set is asked, and needs no other room. */
const SHORT = 8;

/** Prepares a list: scalars are looked up in a set, so that a long list costs what a short one does. */
export function membership(
  values: readonly unknown[],
  ignoreCase: boolean | undefined,
): Membership {
  const structures = values.filter((value) => !isScalar(value));
  if (structures.length === 0 && ignoreCase !== true && values.length <= SHORT)
    return (value) => values.includes(value);
  const fold = ignoreCase === true ? LOWER_CASE : KEEP_CASE;
  const scalars = new Set(values.filter(isScalar).map((value) => folded(value, ignoreCase)));
  if (structures.length === 0) {
    if (ignoreCase !== true) return (value) => scalars.has(value);
    return (value) => scalars.has(folded(value, true));
  }
  return (value) =>
    isScalar(value)
      ? scalars.has(folded(value, ignoreCase))
      : structures.some((structure) => jsonEquals(structure, value, fold));
}

function isScalar(value: unknown): boolean {
  return typeof value !== 'object' || value === null;
}

function folded(value: unknown, ignoreCase: boolean | undefined): unknown {
  return ignoreCase === true && typeof value === 'string' ? LOWER_CASE(value) : value;
}
