import type { FlagConfig } from '@app/flag-engine';
import type { Flag } from './flag';
import type { FlagItem, PlanItem, SegmentItem } from './plan';
import type { Segment } from './segment';
import type { ChangeStamp } from './stamp';

/** A planned item with what it leaves behind, numbered and dated; nothing after a deletion. */
export type SavedItem =
  | { readonly kind: 'flag'; readonly item: FlagItem; readonly flag?: Flag }
  | { readonly kind: 'segment'; readonly item: SegmentItem; readonly segment?: Segment };

/** @param newId makes the id of a row that is not there yet */
export function savedItem(item: PlanItem, stamp: ChangeStamp, newId: () => string): SavedItem {
  if (item.kind === 'flag') {
    return item.after === undefined
      ? { kind: 'flag', item }
      : { kind: 'flag', item, flag: nextFlag(item.before, item.after, { stamp, newId }) };
  }
  if (item.after === undefined) return { kind: 'segment', item };
  const segment = { ...next(item.before, { stamp, newId }), ...item.after };
  return { kind: 'segment', item, segment };
}

interface Making {
  readonly stamp: ChangeStamp;
  readonly newId: () => string;
}

function nextFlag(before: Flag | undefined, config: FlagConfig, making: Making): Flag {
  return { ...next(before, making), config };
}

function next(
  before: Flag | Segment | undefined,
  { stamp, newId }: Making,
): Pick<Flag, 'id' | 'version' | 'createdAt' | 'updatedAt' | 'updatedBy'> {
  return {
    id: before?.id ?? newId(),
    version: (before?.version ?? 0) + 1,
    createdAt: before?.createdAt ?? stamp.time,
    updatedAt: stamp.time,
    updatedBy: stamp.actor,
  };
}
