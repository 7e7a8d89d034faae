import { isObject } from './is-object';

/** Folds the case of a string where a comparison asks for it: Unicode lower case, whatever the locale. */
export type Fold = (text: string) => string;

export const KEEP_CASE: Fold = (text) => text;
export const LOWER_CASE: Fold = (text) => text.toLowerCase();

/** Folds strings, and leaves any other value as it is. */
export function folded(value: unknown, fold: Fold): unknown {
  return typeof value === 'string' ? fold(value) : value;
}

/** Strict JSON equality. It goes no deeper than `expected`, so a hostile `actual` cannot keep it busy. */
export function jsonEquals(expected: unknown, actual: unknown, fold: Fold): boolean {
  if (typeof expected === 'string')
    return typeof actual === 'string' && fold(expected) === fold(actual);
  if (Array.isArray(expected)) return Array.isArray(actual) && listEquals(expected, actual, fold);
  if (isObject(expected)) return isObject(actual) && objectEquals(expected, actual, fold);
  return expected === actual;
}

function listEquals(expected: unknown[], actual: unknown[], fold: Fold): boolean {
  return (
    expected.length === actual.length &&
    expected.every((value, index) => jsonEquals(value, actual[index], fold))
  );
}

function objectEquals(
  expected: Record<string, unknown>,
  actual: Record<string, unknown>,
  fold: Fold,
): boolean {
  const members = Object.keys(expected);
  return (
    members.length === Object.keys(actual).length &&
    members.every(
      (key) => Object.hasOwn(actual, key) && jsonEquals(expected[key], actual[key], fold),
    )
  );
}
