import { ID_LISTS, type IdList } from './segment';
import type { IdsDelta, IdsDeltas } from './segment-ids';

/** What one revision did to a segment. */
export interface SegmentTouch {
  /** The revision made it: whatever lists were there before are not its own. */
  readonly anew: boolean;
  /** `null`: so many ids joined or left that they are not told one by one. */
  readonly ids: IdsDeltas | null;
}

/** What several revisions together did to the ids of a segment. */
export interface IdsSince {
  readonly anew: boolean;
  /** `undefined`: it cannot be told; read both lists whole. */
  readonly ids: IdsDeltas | undefined;
}

interface Sum {
  readonly added: Set<string>;
  readonly removed: Set<string>;
}

/** Adds up touches in the order of their revisions: an id that joined and left again is in neither list. */
export function idsSince(touches: readonly SegmentTouch[]): IdsSince {
  let anew = false;
  let told = true;
  let sums = emptySums();
  for (const touch of touches) {
    if (touch.anew) [anew, told, sums] = [true, true, emptySums()];
    if (touch.ids === null) told = false;
    else for (const list of ID_LISTS) addUp(sums[list], touch.ids[list]);
  }
  if (!told) return { anew: true, ids: undefined };
  return { anew, ids: { include: deltaOf(sums.include), exclude: deltaOf(sums.exclude) } };
}

function emptySums(): Record<IdList, Sum> {
  const sum = (): Sum => ({ added: new Set(), removed: new Set() });
  return { include: sum(), exclude: sum() };
}

function addUp(sum: Sum, { added, removed }: IdsDelta): void {
  for (const id of removed) if (!sum.added.delete(id)) sum.removed.add(id);
  for (const id of added) if (!sum.removed.delete(id)) sum.added.add(id);
}

function deltaOf({ added, removed }: Sum): IdsDelta {
  return { added: [...added], removed: [...removed] };
}
