import { ID_LISTS, type IdList } from './segment';
import type { IdsPatch, SegmentPatch } from './segment-patch';

/** Ids of a list that are there already; at least those that a patch speaks of. */
export type PresentIds = Readonly<Record<IdList, ReadonlySet<string>>>;

/** What becomes of one list of ids. */
export interface IdsDelta {
  readonly added: readonly string[];
  readonly removed: readonly string[];
}
export type IdsDeltas = Readonly<Record<IdList, IdsDelta>>;

/** Ids of a segment that a plan must know of: those of `among`, or without it all of both lists. */
export interface IdsNeeded {
  readonly key: string;
  readonly among?: readonly string[];
}

/** Which ids `patch` makes it necessary to know; `undefined` when it speaks of none. */
export function idsSpokenOf(key: string, patch: SegmentPatch): IdsNeeded | undefined {
  const lists = ID_LISTS.map((list) => patch[list]).filter((list) => list !== undefined);
  if (lists.length === 0) return undefined;
  const among: string[] = [];
  for (const list of lists) {
    if (list === null || isWhole(list)) return { key };
    among.push(...(list.add ?? []), ...(list.remove ?? []));
  }
  return { key, among };
}

/** Which ids join and leave each list; each id once, in the order given. An id that is told to do both leaves. */
export function idsDeltas(patch: SegmentPatch, present: PresentIds): IdsDeltas {
  const [include, exclude] = ID_LISTS.map((list) => idsDelta(patch[list], present[list]));
  return { include: include as IdsDelta, exclude: exclude as IdsDelta };
}

function idsDelta(patch: IdsPatch | null | undefined, present: ReadonlySet<string>): IdsDelta {
  if (patch === undefined) return { added: [], removed: [] };
  if (patch === null || isWhole(patch)) {
    const wanted = new Set(patch ?? []);
    return {
      added: [...wanted].filter((id) => !present.has(id)),
      removed: [...present].filter((id) => !wanted.has(id)),
    };
  }
  const leaving = new Set(patch.remove ?? []);
  const joining = new Set(patch.add ?? []);
  return {
    added: [...joining].filter((id) => !present.has(id) && !leaving.has(id)),
    removed: [...leaving].filter((id) => present.has(id)),
  };
}

/** The ids that a patch wants to be in the list, as it names them; `undefined` when it names none. */
export function idsBrought(patch: IdsPatch | null | undefined): readonly string[] | undefined {
  if (patch === undefined || patch === null) return undefined;
  return isWhole(patch) ? patch : patch.add;
}

/** Whether the patch names what joins and leaves. */
export function isChange(patch: IdsPatch | null | undefined): boolean {
  return patch !== undefined && patch !== null && !isWhole(patch);
}

/** Whether the patch names the whole new list. */
export function isWhole(patch: IdsPatch): patch is readonly string[] {
  return Array.isArray(patch);
}
