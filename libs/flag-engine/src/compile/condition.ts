import type { Condition } from '../model/condition';
import { all, any, never, not } from './combinators';
import { compileComparison } from './comparison';
import type { CompiledCondition } from './compiled';
import { compileFlagCondition } from './flag-condition';
import { type StepKind, UNOBSERVED } from './observer';
import type { Scope } from './scope';
import { compileSegmentCondition } from './segment-condition';

/** Compiles a condition. Its parts are read in the order listed, no further than needed. */
export function compileCondition(
  condition: Condition,
  at: string,
  scope: Scope,
): CompiledCondition {
  const [kind, compiled] = compileKind(condition, at, scope);
  const { observer } = scope.tools;
  if (observer === UNOBSERVED) return compiled;
  return { ...compiled, matches: observer.step(kind, at, compiled.matches) };
}

function compileKind(
  condition: Condition,
  at: string,
  scope: Scope,
): [StepKind, CompiledCondition] {
  if (typeof condition !== 'object' || condition === null)
    return ['comparison', malformed(at, scope)];
  if ('all' in condition) return ['all', all(compileList(condition.all, `${at}/all`, scope))];
  if ('any' in condition) return ['any', any(compileList(condition.any, `${at}/any`, scope))];
  if ('not' in condition) return ['not', not(compileCondition(condition.not, `${at}/not`, scope))];
  if ('segment' in condition) {
    return ['segment', { matches: compileSegmentCondition(condition.segment, at, scope) }];
  }
  if ('flag' in condition) {
    return ['prerequisite', compileFlagCondition(condition, at, scope)];
  }
  return ['comparison', { matches: compileComparison(condition, at, scope) }];
}

function compileList(
  conditions: readonly Condition[],
  at: string,
  scope: Scope,
): CompiledCondition[] {
  if (Array.isArray(conditions)) {
    return conditions.map((each: Condition, index) =>
      compileCondition(each, `${at}/${index}`, scope),
    );
  }
  scope.problem(at, 'malformed', 'This must be a list of conditions.');
  return [];
}

function malformed(at: string, scope: Scope): CompiledCondition {
  const detail =
    'A condition is an object with "all", "any", "not", "segment", "flag" or "attribute".';
  scope.problem(at, 'malformed', detail);
  return { matches: never };
}
