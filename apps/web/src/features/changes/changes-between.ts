import type { FieldChange, Flag } from '../../api/types';

/** What a person decides about a flag; the rest is bookkeeping. */
const DECIDED = ['enabled', 'name', 'description', 'tags', 'strategy'] as const;

export type DecidedField = (typeof DECIDED)[number];
export type FlagDecisions = Pick<Flag, 'enabled' | 'strategy' | 'tags'> &
  Partial<Pick<Flag, 'name' | 'description'>>;

/** The decisions in which two states of a flag differ, in the shape that plans and audit events have. */
export function changesBetween(before: FlagDecisions, after: FlagDecisions): FieldChange[] {
  return DECIDED.filter((field) => !isSame(before[field], after[field])).map((field) => ({
    op: 'replace',
    path: `/${field}`,
    before: before[field],
    after: after[field],
  }));
}

/** The fields in which two states of a flag differ. */
export function fieldsBetween(before: FlagDecisions, after: FlagDecisions): DecidedField[] {
  return DECIDED.filter((field) => !isSame(before[field], after[field]));
}

/** Compares by content; an absent text and an empty one are the same to a reader. */
function isSame(one: unknown, other: unknown): boolean {
  return canonical(one) === canonical(other);
}

function canonical(value: unknown): string {
  if (value === undefined || value === null || value === '') return '';
  return JSON.stringify(value, (_key, member: unknown) =>
    typeof member === 'object' && member !== null && !Array.isArray(member)
      ? Object.fromEntries(Object.entries(member).sort(([a], [b]) => a.localeCompare(b)))
      : member,
  );
}
