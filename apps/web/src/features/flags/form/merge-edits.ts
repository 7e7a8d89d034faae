import {
  type DecidedField,
  fieldsBetween,
  type FlagDecisions,
} from '../../changes/changes-between';

/** Two edits of one flag brought together. */
export interface MergedEdits {
  readonly merged: FlagDecisions;
  /** What both changed, each in another way: there mine is kept, and worth a second look. */
  readonly contested: readonly DecidedField[];
}

/** My edits on top of theirs: theirs wherever I left the flag as I found it. */
export function mergeEdits(
  base: FlagDecisions,
  mine: FlagDecisions,
  theirs: FlagDecisions,
): MergedEdits {
  const iChanged = fieldsBetween(base, mine);
  const theyChanged = new Set(fieldsBetween(base, theirs));
  const stillDiffer = new Set(fieldsBetween(mine, theirs));
  const kept = Object.fromEntries(iChanged.map((field) => [field, mine[field]]));
  return {
    merged: { ...theirs, ...kept },
    contested: iChanged.filter((field) => theyChanged.has(field) && stillDiffer.has(field)),
  };
}
