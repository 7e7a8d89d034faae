import type { FieldChange } from '@app/kernel';
import type { Change } from './change';
import type { Reference } from './reference';

/** What to do with a flag that the target has with another configuration. */
export const CONFLICT_POLICIES = ['fail', 'skip', 'overwrite'] as const;
export type ConflictPolicy = (typeof CONFLICT_POLICIES)[number];

/** Which flags are to be carried from one environment to another, and how. */
export interface PromotionRequest {
  /** Flag keys; all of the source without. */
  readonly keys?: readonly string[];
  readonly conflictPolicy: ConflictPolicy;
  /** Leaves the target's switch as it is; new flags arrive off. */
  readonly keepEnabled: boolean;
  /** Carries segments and prerequisites along that are missing or different in the target. */
  readonly withDependencies: boolean;
}

/**
 * What a promotion does with one flag or segment. `conflict`: it cannot be carried over, and fails
 * the promotion; `skip`: it stays as the target has it.
 */
export type PromotionAction = 'create' | 'update' | 'unchanged' | 'skip' | 'conflict';

export interface PromotionItem extends Reference {
  readonly action: PromotionAction;
  /** From what the target has to what the source has; nothing for `unchanged`. */
  readonly changes: readonly FieldChange[];
  /** Not asked for, but needed by something that was. */
  readonly dependency: boolean;
  /** What it needs that the target would lack or have differently. */
  readonly missing: readonly Reference[];
  /** Why it is skipped or in conflict, as a sentence. */
  readonly reason?: string;
}

/** What a promotion comes to. */
export interface PromotionPlan {
  readonly items: readonly PromotionItem[];
  readonly summary: Readonly<Record<PromotionAction, number>>;
  /** What there is to apply to the target when nothing is in conflict. */
  readonly change: Change;
}

/** Whether carrying the plan out is refused. */
export function wouldFail({ summary }: PromotionPlan): boolean {
  return summary.conflict > 0;
}
