import { type DomainError, type FieldProblem, InvalidRequest } from '@app/kernel';
import type { Change } from './change';
import { checkAfter } from './check';
import type { EnvironmentState } from './environment-state';
import { FlagNotFound, FlagValueTypeTaken, StillInUse } from './flag.errors';
import type { ItemProblem } from './item-problem';
import { changesDeclaredType, takesAway } from './needs';
import { type Outcome, outcomeOf } from './outcome';
import type { Plan } from './plan';
import { referenceId } from './reference';
import { SegmentNotFound } from './segment.errors';

/**
 * What `change` does to an environment in `state`, or why it must not be done: pure, so that a dry
 * run predicts what the run does. `needsOf(change, state)` must be empty.
 */
export function planChange(change: Change, state: EnvironmentState): Plan {
  const outcome = outcomeOf(change, state);
  const refusal =
    invalid(change, outcome.problems) ??
    notThere(outcome, state) ??
    otherTypeElsewhere(outcome, state);
  if (refusal !== undefined) return { kind: 'refused', refusal };
  const check = checkAfter(outcome, state);
  const misfit = outOfPlace(change, outcome, { state, problems: check.problems });
  if (misfit !== undefined) return { kind: 'refused', refusal: misfit };
  const own = outcome.items.flatMap(({ warnings = [] }) => warnings);
  return { kind: 'planned', items: outcome.items, warnings: [...own, ...check.warnings] };
}

function notThere(
  { missing: [first] }: Outcome,
  { name }: EnvironmentState,
): DomainError | undefined {
  if (first === undefined) return undefined;
  return first.kind === 'flag'
    ? new FlagNotFound(first.key, name)
    : new SegmentNotFound(first.key, name);
}

function otherTypeElsewhere(outcome: Outcome, state: EnvironmentState): DomainError | undefined {
  for (const item of outcome.items.filter((each) => changesDeclaredType(each, state))) {
    const environments = state.elsewhere.get(item.key) ?? [];
    const valueType = state.declared.get(item.key);
    if (environments.length > 0 && valueType !== undefined) {
      return new FlagValueTypeTaken(item.key, { valueType, environments });
    }
  }
  return undefined;
}

/** Refuses what does not fit the rest of the environment, or what the rest can no longer do without. */
function outOfPlace(
  change: Change,
  outcome: Outcome,
  { state, problems }: { state: EnvironmentState; problems: readonly ItemProblem[] },
): DomainError | undefined {
  const own = problems.filter(
    (problem) => outcome.byReference.has(referenceId(problem)) && problem.code !== 'used_by',
  );
  if (own.length > 0) return invalid(change, own);
  if (problems.length === 0) return undefined;
  return stillInUse(outcome, state, problems) ?? invalid(change, problems);
}

function stillInUse(
  outcome: Outcome,
  state: EnvironmentState,
  problems: readonly ItemProblem[],
): DomainError | undefined {
  const broken = new Set(problems.map(referenceId));
  for (const item of outcome.items.filter(takesAway)) {
    const users = (state.usedBy.get(referenceId(item)) ?? []).filter(
      (user) => broken.has(referenceId(user)) && !outcome.byReference.has(referenceId(user)),
    );
    if (users.length > 0) return new StillInUse({ kind: item.kind, key: item.key }, users);
  }
  return undefined;
}

function invalid(change: Change, problems: readonly ItemProblem[]): DomainError | undefined {
  if (problems.length === 0) return undefined;
  const single = change.operations.length === 1;
  return new InvalidRequest(
    problems.map(({ kind, key, pointer, detail, code }): FieldProblem => {
      const place = single ? '#' : `#/${kind}s/${key}`;
      return { pointer: place + pointer, detail, code };
    }),
  );
}
