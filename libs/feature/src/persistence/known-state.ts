import type { ValueType } from '@app/flag-engine';
import type { EnvironmentState } from '../domain/environment-state';
import { referenceId } from '../domain/reference';
import { type FlagRow, toFlag } from './flag.row';

/** The state that says of each of `keys` whether there is such a flag, and which. */
export function flagsKnown(
  keys: readonly string[],
  rows: readonly FlagRow[],
): Pick<EnvironmentState, 'known' | 'flags'> {
  return {
    known: new Set(keys.map((key) => referenceId({ kind: 'flag', key }))),
    flags: new Map(rows.map((row) => [row.key, toFlag(row)])),
  };
}

/** Rows of `flag_keys`, or of an outer join with it, by key. */
export function declaredTypes(
  rows: readonly { readonly key: string | null; readonly value_type: ValueType | null }[],
): ReadonlyMap<string, ValueType> {
  const known = rows.flatMap(({ key, value_type: type }) =>
    key === null || type === null ? [] : [[key, type] as const],
  );
  return new Map(known);
}
