import type { FieldChange, JsonObject, JsonValue } from '@app/kernel';
import { type ChangeTree, changeTree } from './change-tree';
import { namingOf } from './named-members';
import { isJsonObject } from './same-json';

/**
 * The inverse of `diffDocuments`: `applyChanges(before, diffDocuments(before, after))` means the
 * same as `after`. Changes that do not fit the document are passed over.
 */
export function applyChanges(before: JsonObject, changes: readonly FieldChange[]): JsonObject {
  return applyToObject(before, changeTree(changes));
}

function applyTo(value: JsonValue, tree: ChangeTree): JsonValue {
  if (tree.replace !== undefined) return tree.replace.after as JsonValue;
  if (Array.isArray(value)) return applyToList(value, tree);
  return isJsonObject(value) ? applyToObject(value, tree) : value;
}

function applyToObject(before: JsonObject, tree: ChangeTree): JsonObject {
  const members = new Map(Object.entries(before));
  for (const [name, child] of tree.children) {
    const present = members.get(name);
    if (child.remove !== undefined) members.delete(name);
    else if (child.add !== undefined) members.set(name, child.add.after as JsonValue);
    else if (present !== undefined) members.set(name, applyTo(present, child));
  }
  return Object.fromEntries(members);
}

function applyToList(before: readonly JsonValue[], tree: ChangeTree): JsonValue[] {
  const added = [...tree.children.values()].flatMap(({ add }) => add?.after ?? []);
  const naming = namingOf(before.length > 0 ? before : added);
  if (naming === undefined) return [...before];
  const result: JsonValue[] = [];
  const placed: [index: number, member: JsonValue][] = [];
  const put = (member: JsonValue, child: ChangeTree | undefined): void => {
    if (child?.move === undefined) result.push(member);
    else placed.push([child.move.after as number, member]);
  };
  for (const member of before) {
    const child = tree.children.get(naming(member) as string);
    if (child?.remove === undefined) put(child ? applyTo(member, child) : member, child);
  }
  const appended: JsonValue[] = [];
  for (const child of tree.children.values()) {
    if (child.add === undefined) continue;
    if (child.move === undefined) appended.push(child.add.after as JsonValue);
    else put(child.add.after as JsonValue, child);
  }
  placed.sort(([a], [b]) => a - b).forEach(([index, member]) => result.splice(index, 0, member));
  return [...result, ...appended];
}
