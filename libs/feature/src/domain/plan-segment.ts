import type { Problem } from '@app/flag-engine';
import { checkSegment, LIMITS } from '@app/flag-engine/validation';
import type { FieldChange, JsonObject } from '@app/kernel';
import { diffDocuments } from './diff/diff-documents';
import type { ItemProblem } from './item-problem';
import type { SegmentItem } from './plan';
import {
  ID_LISTS,
  type IdCounts,
  type IdList,
  type Segment,
  type SegmentConfig,
  segmentDocument,
} from './segment';
import { idsBrought, type IdsDeltas, idsDeltas, isChange, type PresentIds } from './segment-ids';
import { patchedSegment, type SegmentPatch } from './segment-patch';
import { unstorableTexts } from './unstorable-text';

/** Characters: an id of a segment is found by index, whose entries are short. */
const LONGEST_ID = 512;
const LONG_ID = `An id of a segment has at most ${LONGEST_ID} characters.`;

const NO_IDS: PresentIds = { include: new Set(), exclude: new Set() };
const NO_DELTAS: IdsDeltas = {
  include: { added: [], removed: [] },
  exclude: { added: [], removed: [] },
};

/** What a segment was before, with the ids that a patch speaks of. */
export interface PresentSegment {
  readonly segment?: Segment;
  readonly ids?: PresentIds;
}

/** What an upsert does to a segment; or what of it means nothing, whatever else the environment holds. */
export function planPutSegment(
  key: string,
  { segment: before, ids: present = NO_IDS }: PresentSegment,
  set: SegmentPatch,
): SegmentItem | readonly ItemProblem[] {
  const config = patchedSegment(key, before?.config, set);
  const problems = segmentProblems(config, set);
  if (problems.length > 0) return problems.map((problem) => ({ kind: 'segment', key, ...problem }));
  const ids = idsDeltas(set, present);
  const after = { config, counts: countsAfter(before?.counts, ids) };
  const full = ID_LISTS.find((list) => after.counts[list] > LIMITS.ids);
  if (full !== undefined) return [tooMany(key, full)];
  const own = diffDocuments(
    before === undefined ? {} : ownDocument(before.config),
    ownDocument(config),
  );
  const changes = [...own, ...idChanges(ids)];
  if (before === undefined) return { kind: 'segment', key, action: 'create', after, ids, changes };
  const action = changes.length === 0 ? 'unchanged' : 'update';
  return { kind: 'segment', key, action, before, after, ids, changes };
}

/** What deleting does to a segment; its ids go with it, told as counts. */
export function planDeleteSegment(before: Segment): SegmentItem {
  const { key } = before.config;
  const changes = diffDocuments(segmentDocument(before.config, before.counts), {});
  return { kind: 'segment', key, action: 'delete', before, ids: NO_DELTAS, changes };
}

/** What is wrong with the segment itself and with the ids that the patch brings. */
function segmentProblems(config: SegmentConfig, set: SegmentPatch): readonly Problem[] {
  const ids = ID_LISTS.flatMap((list): [IdList, readonly string[]][] => {
    const brought = idsBrought(set[list]);
    return brought === undefined ? [] : [[list, brought]];
  });
  const problems = [
    ...checkSegment({ ...config, ...Object.fromEntries(ids) }).problems,
    ...ids.flatMap(([list, brought]) => longIds(list, brought)),
  ];
  const placed = problems.map((problem) => ({
    ...problem,
    pointer: problem.pointer.replace(/^\/(include|exclude)\//, (place, list: IdList) =>
      isChange(set[list]) ? `${place}add/` : place,
    ),
  }));
  return [...placed, ...unstorableTexts(set)];
}

function longIds(list: IdList, ids: readonly string[]): Problem[] {
  return ids.flatMap((id, index) =>
    typeof id === 'string' && id.length > LONGEST_ID
      ? [{ pointer: `/${list}/${index}`, code: 'schema', detail: LONG_ID }]
      : [],
  );
}

function tooMany(key: string, list: IdList): ItemProblem {
  const detail = `A segment lists at most ${LIMITS.ids} ids in "${list}"; name the others by a condition.`;
  return { kind: 'segment', key, pointer: `/${list}`, code: 'schema', detail };
}

/** A configuration without its ids, as a document. */
function ownDocument(config: SegmentConfig): JsonObject {
  return config as unknown as JsonObject;
}

function countsAfter(before: IdCounts | undefined, ids: IdsDeltas): IdCounts {
  const [include, exclude] = ID_LISTS.map(
    (list) => (before?.[list] ?? 0) + ids[list].added.length - ids[list].removed.length,
  );
  return { include: include as number, exclude: exclude as number };
}

/** One change per list and direction: a list may have 100,000 ids, an event tells those that moved. */
function idChanges(ids: IdsDeltas): FieldChange[] {
  return ID_LISTS.flatMap((list): FieldChange[] => {
    const { added, removed } = ids[list];
    const path = `/${list}`;
    return [
      ...(removed.length > 0 ? [{ op: 'remove' as const, path, before: [...removed] }] : []),
      ...(added.length > 0 ? [{ op: 'add' as const, path, after: [...added] }] : []),
    ];
  });
}
