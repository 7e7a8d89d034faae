import type { EvaluationResult } from '../model/result';
import type { Rule } from '../model/strategy';
import type { Attempt, CompiledCondition } from './compiled';
import { compileCondition } from './condition';
import type { FlagScope } from './flag-scope';
import { type Admission, compileMoment, compileRollout } from './rollout';
import { type Choice, compileSplit, isSplit } from './serve';

/** When a rule is active, in epoch milliseconds: from ≤ now < until. */
interface Period {
  readonly from: number;
  readonly until: number;
}

/** Compiles a rule: it passes on unless it is active, its `when` holds and its rollout admits the unit. */
export function compileRule(rule: Rule, at: string, scope: FlagScope): Attempt {
  const { from, until } = compilePeriod(rule, at, scope);
  const { matches } =
    rule.when === undefined ? EVERYONE : compileCondition(rule.when, `${at}/when`, scope);
  const admits =
    rule.rollout === undefined ? everybody : compileRollout(rule.rollout, `${at}/rollout`, scope);
  const serve = compileServe(rule, `${at}/serve`, scope);
  return scope.tools.observer.step('rule', at, (context, now, memo) => {
    if (now < from || now >= until) return undefined;
    const verdict = matches(context, now, memo);
    if (verdict !== true) return verdict === false ? undefined : scope.unmet(verdict);
    return admits(context, now) === true ? serve(context) : undefined;
  });
}

const EVERYONE: CompiledCondition = { matches: () => true };
const everybody: Admission = () => true;

function compileServe({ id, serve, rollout }: Rule, at: string, scope: FlagScope): Choice {
  const rule = id === undefined ? {} : { rule: id };
  if (isSplit(serve)) {
    return compileSplit(serve, scope, {
      ...rule,
      at,
      withoutUnit: undefined,
      inNoRange: undefined,
    });
  }
  scope.checkVariant(serve.variant, `${at}/variant`);
  const reason = rollout === undefined ? 'TARGETING_MATCH' : 'SPLIT';
  const answer: EvaluationResult = scope.answers.serve(serve.variant, reason, rule);
  return () => answer;
}

function compilePeriod({ from, until }: Rule, at: string, scope: FlagScope): Period {
  const period = {
    from: from === undefined ? -Infinity : compileMoment(from, `${at}/from`, scope),
    until: until === undefined ? Infinity : compileMoment(until, `${at}/until`, scope),
  };
  if (period.until <= period.from) {
    scope.problem(`${at}/until`, 'invalid_date', '"until" must be after "from".');
  }
  const ends = [period.from, period.until].filter(Number.isFinite);
  if (ends.length > 0) scope.timetables.push((now) => ends.find((end) => end > now));
  return period;
}
