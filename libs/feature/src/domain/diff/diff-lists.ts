import type { FieldChange, JsonValue } from '@app/kernel';
import { below } from './json-pointer';
import { longestIncreasing } from './longest-increasing';
import { byName, type NamedMembers, type Naming } from './named-members';

/** Compares two values under a path. */
export type DiffValues = (path: string, before: JsonValue, after: JsonValue) => FieldChange[];

/** Two lists whose members are named by the same rule. */
export interface NamedLists {
  readonly naming: Naming;
  readonly before: readonly JsonValue[];
  readonly after: readonly JsonValue[];
}

/**
 * Members gone, members changed, members new (at the end unless a `move` says where), and members
 * that stand elsewhere: as few of them as explain the new order.
 */
export function diffLists(path: string, lists: NamedLists, diffValues: DiffValues): FieldChange[] {
  const before = byName(lists.before, lists.naming);
  const after = byName(lists.after, lists.naming);
  const changes: FieldChange[] = [];
  for (const [name, member] of before) {
    const next = after.get(name);
    if (next === undefined) changes.push({ op: 'remove', path: below(path, name), before: member });
    else changes.push(...diffValues(below(path, name), member, next));
  }
  for (const [name, member] of after) {
    if (!before.has(name)) changes.push({ op: 'add', path: below(path, name), after: member });
  }
  return [...changes, ...moves(path, before, after)];
}

function moves(path: string, before: NamedMembers, after: NamedMembers): FieldChange[] {
  const indexBefore = new Map([...before.keys()].map((name, index) => [name, index]));
  const names = [...after.keys()];
  const still = longestIncreasing(names.flatMap((name) => indexBefore.get(name) ?? []));
  // From here on every member is new: appending them in order puts each where it belongs.
  const appendedFrom = names.findLastIndex((name) => indexBefore.has(name)) + 1;
  return names.slice(0, appendedFrom).flatMap((name, index): FieldChange[] => {
    const from = indexBefore.get(name);
    if (from === undefined) return [{ op: 'move', path: below(path, name), after: index }];
    if (still.has(from)) return [];
    return [{ op: 'move', path: below(path, name), before: from, after: index }];
  });
}
