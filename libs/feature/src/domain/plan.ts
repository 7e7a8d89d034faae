import type { FlagConfig } from '@app/flag-engine';
import type { Warning } from '@app/flag-engine/validation';
import type { DomainError, FieldChange } from '@app/kernel';
import type { Flag } from './flag';
import type { IdCounts, Segment, SegmentConfig } from './segment';
import type { IdsDeltas } from './segment-ids';

/** What a change does to one flag or segment. */
export type ItemAction = 'create' | 'update' | 'delete' | 'unchanged';

interface Item {
  readonly key: string;
  readonly action: ItemAction;
  /** Field by field; nothing for `unchanged`. */
  readonly changes: readonly FieldChange[];
  /** What it says that is allowed but rarely meant. */
  readonly warnings?: readonly Warning[];
}

/** What becomes of a flag. */
export interface FlagItem extends Item {
  readonly kind: 'flag';
  readonly before?: Flag;
  readonly after?: FlagConfig;
}

/** What becomes of a segment. */
export interface SegmentItem extends Item {
  readonly kind: 'segment';
  readonly before?: Segment;
  readonly after?: { readonly config: SegmentConfig; readonly counts: IdCounts };
  readonly ids: IdsDeltas;
}

export type PlanItem = FlagItem | SegmentItem;

/** What a change would do, item by item; or why it must not be done. */
export type Plan =
  | {
      readonly kind: 'planned';
      readonly items: readonly PlanItem[];
      readonly warnings: readonly Warning[];
    }
  | { readonly kind: 'refused'; readonly refusal: DomainError };

/** The items of a plan that really change something. */
export function effectiveItems(items: readonly PlanItem[]): PlanItem[] {
  return items.filter(({ action }) => action !== 'unchanged');
}
