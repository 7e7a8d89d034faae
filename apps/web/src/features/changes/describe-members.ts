import type { FieldChange } from '../../api/types';
import type { ChangeWords } from './change-words';
import { fieldLabel } from './field-labels';

/** Gathers what came to and went from a list of plain strings, whichever way it was written down. */
export function describeMembers(list: string, changes: readonly FieldChange[]): ChangeWords[] {
  const touching = changes.filter((change) => isUnder(change, list) && change.op !== 'move');
  const before = touching.flatMap((change) => stringsOf(change.before));
  const after = touching.flatMap((change) => stringsOf(change.after));
  const had = new Set(before);
  const has = new Set(after);
  const added = after.filter((member) => !had.has(member));
  const removed = before.filter((member) => !has.has(member));
  if (added.length + removed.length === 0) return [];
  return [
    { kind: 'members', path: `/${list}`, label: fieldLabel(list.split('/')), added, removed },
  ];
}

/** Whether a difference lies at `place` (`tags`, `strategy/allow`) or below it. */
export function isUnder(change: FieldChange, place: string): boolean {
  return change.path === `/${place}` || change.path.startsWith(`/${place}/`);
}

function stringsOf(value: unknown): string[] {
  const members: unknown[] = Array.isArray(value) ? value : [value];
  return members.filter((member): member is string => typeof member === 'string');
}
