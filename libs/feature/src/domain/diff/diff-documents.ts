import type { FieldChange, JsonObject, JsonValue } from '@app/kernel';
import { diffLists } from './diff-lists';
import { below } from './json-pointer';
import { sharedNaming } from './named-members';
import { isJsonObject, sameJson } from './same-json';

/**
 * What turns `before` into `after`, field by field. A member of a list whose members have an `id`
 * (or a `key` or `name`) is named by it, a text in a list of distinct texts by itself; a list
 * without names is replaced as a whole. Nothing for documents that mean the same.
 */
export function diffDocuments(before: JsonObject, after: JsonObject): FieldChange[] {
  return diffObjects('', before, after);
}

function diffObjects(path: string, before: JsonObject, after: JsonObject): FieldChange[] {
  const changes: FieldChange[] = [];
  for (const [name, value] of Object.entries(before)) {
    const place = below(path, name);
    if (!Object.hasOwn(after, name)) changes.push({ op: 'remove', path: place, before: value });
    else changes.push(...diffValues(place, value, after[name] as JsonValue));
  }
  for (const [name, value] of Object.entries(after)) {
    if (!Object.hasOwn(before, name))
      changes.push({ op: 'add', path: below(path, name), after: value });
  }
  return changes;
}

function diffValues(path: string, before: JsonValue, after: JsonValue): FieldChange[] {
  if (sameJson(before, after)) return [];
  if (isJsonObject(before) && isJsonObject(after)) return diffObjects(path, before, after);
  if (Array.isArray(before) && Array.isArray(after)) {
    const naming = sharedNaming(before, after);
    if (naming !== undefined) return diffLists(path, { naming, before, after }, diffValues);
  }
  return [{ op: 'replace', path, before, after }];
}
