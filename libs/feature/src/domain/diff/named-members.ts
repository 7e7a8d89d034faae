import type { JsonValue } from '@app/kernel';
import { isJsonObject } from './same-json';

const NAMING_MEMBERS = ['id', 'key', 'name'] as const;

/** A list whose members are known by name, in the list's order. */
export type NamedMembers = ReadonlyMap<string, JsonValue>;

/** Names a member, or answers `undefined` where it has no such name. */
export type Naming = (member: JsonValue) => string | undefined;

const NAMINGS: readonly Naming[] = [
  ...NAMING_MEMBERS.map((member) => (value: JsonValue) => {
    const name = isJsonObject(value) && Object.hasOwn(value, member) ? value[member] : undefined;
    return typeof name === 'string' ? name : undefined;
  }),
  // A text in a list of distinct texts (tags, ids) is its own name.
  (value) => (typeof value === 'string' ? value : undefined),
];

/**
 * How the members of `list` are named: by `id`, `key` or `name`, or a text by itself; the first that
 * gives each a name of its own. `undefined` when none does.
 */
export function namingOf(list: readonly JsonValue[]): Naming | undefined {
  return NAMINGS.find((naming) => isNamedBy(list, naming));
}

/** The naming that two versions of a list share; an empty one takes the other's. */
export function sharedNaming(
  before: readonly JsonValue[],
  after: readonly JsonValue[],
): Naming | undefined {
  const naming = namingOf(before.length > 0 ? before : after);
  if (before.length === 0 || after.length === 0) return naming;
  return naming === namingOf(after) ? naming : undefined;
}

function isNamedBy(list: readonly JsonValue[], naming: Naming): boolean {
  const names = new Set(list.map(naming));
  return names.size === list.length && !names.has(undefined);
}

/** `list` by the names of its members. */
export function byName(list: readonly JsonValue[], naming: Naming): Map<string, JsonValue> {
  return new Map(list.map((member) => [naming(member) as string, member]));
}
