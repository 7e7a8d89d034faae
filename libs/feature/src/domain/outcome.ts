import { type Change, type Operation, subjectOf } from './change';
import type { EnvironmentState } from './environment-state';
import type { ItemProblem } from './item-problem';
import type { FlagItem, PlanItem, SegmentItem } from './plan';
import { planDeleteFlag, planPutFlag } from './plan-flag';
import { planDeleteSegment, planPutSegment } from './plan-segment';
import { type Reference, referenceId } from './reference';

/** What the operations of a change come to, before anyone has asked whether they may. */
export interface Outcome {
  readonly items: readonly PlanItem[];
  /** What was to be deleted and is not there. */
  readonly missing: readonly Reference[];
  /** What cannot mean anything, whatever else the environment holds. */
  readonly problems: readonly ItemProblem[];
  readonly byReference: ReadonlyMap<string, PlanItem>;
}

/** Works a change out against a state in which everything it touches is known. */
export function outcomeOf(change: Change, state: EnvironmentState): Outcome {
  const items: PlanItem[] = [];
  const missing: Reference[] = [];
  const problems: ItemProblem[] = [];
  for (const operation of change.operations) {
    const item = itemOf(operation, state);
    if (item === undefined) missing.push(subjectOf(operation));
    else if ('action' in item) items.push(item);
    else problems.push(...item);
  }
  const byReference = new Map(items.map((item) => [referenceId(item), item]));
  return { items, missing, problems, byReference };
}

function itemOf(
  operation: Operation,
  state: EnvironmentState,
): PlanItem | readonly ItemProblem[] | undefined {
  switch (operation.kind) {
    case 'putFlag':
      return planPutFlag(operation.key, state.flags.get(operation.key), operation.set);
    case 'deleteFlag': {
      const flag = state.flags.get(operation.key);
      return flag && planDeleteFlag(flag);
    }
    case 'putSegment':
      return putSegment(operation, state);
    case 'deleteSegment': {
      const segment = state.segments.get(operation.key);
      return segment && planDeleteSegment(segment);
    }
    default:
      return operation satisfies never;
  }
}

function putSegment(
  { key, set }: Extract<Operation, { kind: 'putSegment' }>,
  state: EnvironmentState,
): SegmentItem | readonly ItemProblem[] {
  const [segment, ids] = [state.segments.get(key), state.ids.get(key)];
  return planPutSegment(key, { ...(segment && { segment }), ...(ids && { ids }) }, set);
}

/** The configuration of a flag or segment after the change; `undefined` where there is none then. */
export function configAfter(
  outcome: Outcome,
  state: EnvironmentState,
  reference: Reference,
): FlagItem['after'] | NonNullable<SegmentItem['after']>['config'] {
  const item = outcome.byReference.get(referenceId(reference));
  if (item?.kind === 'flag') return item.after;
  if (item?.kind === 'segment') return item.after?.config;
  const present = reference.kind === 'flag' ? state.flags : state.segments;
  return present.get(reference.key)?.config;
}
