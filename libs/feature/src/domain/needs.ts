import { dependenciesOf } from '@app/flag-engine';
import { type Change, subjectOf } from './change';
import { type EnvironmentState, isKnown } from './environment-state';
import { configAfter, type Outcome, outcomeOf } from './outcome';
import type { PlanItem } from './plan';
import { concernsOthers, losesVariant } from './plan-flag';
import { type Reference, referenceId } from './reference';
import { type IdsNeeded, idsSpokenOf } from './segment-ids';

/** What must still be read before a change can be planned. */
export interface Needs {
  readonly references: readonly Reference[];
  /** Which ids of which segments are there already. */
  readonly ids: readonly IdsNeeded[];
  /** Whose users must be known. */
  readonly usersOf: readonly Reference[];
  /** Flag keys of which it must be known what other environments hold them. */
  readonly elsewhere: readonly string[];
}

const NOTHING: Needs = { references: [], ids: [], usersOf: [], elsewhere: [] };

/** Whether nothing is missing any more. */
export function isSatisfied(needs: Needs): boolean {
  return Object.values(needs).every((list: readonly unknown[]) => list.length === 0);
}

/**
 * What planning `change` needs that `state` does not know: what the change touches; whatever the new
 * configurations stand on, to any depth; who uses what goes away. Nothing for a simple strategy.
 */
export function needsOf(change: Change, state: EnvironmentState): Needs {
  const untouched = change.operations.map(subjectOf).filter((subject) => !isKnown(state, subject));
  if (untouched.length > 0) {
    return { references: untouched, ids: idsNeeded(change, state), usersOf: [], elsewhere: [] };
  }
  const outcome = outcomeOf(change, state);
  if (outcome.problems.length > 0) return NOTHING;
  const going = outcome.items.filter(takesAway);
  return {
    references: unknownBelow(outcome, state, going),
    ids: idsNeeded(change, state),
    usersOf: outcome.items
      .filter((item) => takesAway(item) || item.kind === 'segment')
      .filter((item) => !state.usedBy.has(referenceId(item))),
    elsewhere: outcome.items
      .filter((item) => changesDeclaredType(item, state) && !state.elsewhere.has(item.key))
      .map(({ key }) => key),
  };
}

/** Whether the item gives a flag another value type than the tenant's environments agreed on. */
export function changesDeclaredType(item: PlanItem, state: EnvironmentState): boolean {
  if (item.kind !== 'flag' || item.after === undefined) return false;
  const declared = state.declared.get(item.key);
  return declared !== undefined && declared !== item.after.valueType;
}

function idsNeeded(change: Change, state: EnvironmentState): IdsNeeded[] {
  return change.operations.flatMap((operation) => {
    if (operation.kind !== 'putSegment' || state.ids.has(operation.key)) return [];
    return idsSpokenOf(operation.key, operation.set) ?? [];
  });
}

/** Whether others may have relied on what the item takes away. */
export function takesAway(item: PlanItem): boolean {
  if (item.action === 'delete') return true;
  if (item.kind === 'segment' || item.action !== 'update') return false;
  return item.before !== undefined && item.after !== undefined
    ? losesVariant(item.before.config, item.after)
    : false;
}

/** Whether the item leaves a configuration behind that has to be held against the rest. */
export function isChecked(item: PlanItem): boolean {
  if (item.kind === 'flag') return concernsOthers(item);
  return item.action === 'create' || item.action === 'update';
}

function unknownBelow(
  outcome: Outcome,
  state: EnvironmentState,
  going: readonly PlanItem[],
): Reference[] {
  const users = going.flatMap((item) => state.usedBy.get(referenceId(item)) ?? []);
  const open: Reference[] = [...outcome.items.filter(isChecked), ...users];
  const seen = new Set<string>();
  const unknown: Reference[] = [];
  for (let next = open.pop(); next !== undefined; next = open.pop()) {
    const id = referenceId(next);
    if (seen.has(id)) continue;
    seen.add(id);
    if (!isKnown(state, next)) unknown.push({ kind: next.kind, key: next.key });
    open.push(...referencesOf(configAfter(outcome, state, next)));
  }
  return unknown;
}

/** What a configuration names directly. */
export function referencesOf(config: ReturnType<typeof configAfter>): Reference[] {
  if (config === undefined) return [];
  const { flags, segments } = dependenciesOf(config);
  return [
    ...flags.map((key) => ({ kind: 'flag' as const, key })),
    ...segments.map((key) => ({ kind: 'segment' as const, key })),
  ];
}
