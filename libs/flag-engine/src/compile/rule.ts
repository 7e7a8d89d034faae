import type { EvaluationResult } from '../model/result';
import type { Rule } from '../model/strategy';
import type { Attempt } from './compiled';
import { compileCondition } from './condition';
import type { FlagScope } from './flag-scope';
import { compileMoment, compileRollout } from './rollout';
import { type Choice, compileSplit, isSplit } from './serve';

/** When a rule is active, in epoch milliseconds: from ≤ now < until. */
interface Period {
  readonly from: number;
  readonly until: number;
}

/** Compiles a rule: it passes on unless it is active, its `when` holds and its rollout admits the unit. */
export function compileRule(rule: Rule, at: string, scope: FlagScope): Attempt {
  const { from, until } = compilePeriod(rule, at, scope);
  const { when, rollout } = rule;
  const matches =
    when === undefined ? undefined : compileCondition(when, `${at}/when`, scope).matches;
  const admits =
    rollout === undefined ? undefined : compileRollout(rollout, `${at}/rollout`, scope);
  const { answer, choose } = compileServe(rule, `${at}/serve`, scope);
  return scope.tools.observer.step('rule', at, (context, now, memo) => {
    if (now < from || now >= until) return undefined;
    const verdict = matches === undefined || matches(context, now, memo);
    if (verdict !== true) return verdict === false ? undefined : verdict.answer;
    if (admits !== undefined && admits(context, now) !== true) return undefined;
    return answer ?? choose?.(context);
  });
}

/** One answer for all, or a choice among several. */
interface Served {
  readonly answer?: EvaluationResult;
  readonly choose?: Choice;
}

function compileServe({ id, serve, rollout }: Rule, at: string, scope: FlagScope): Served {
  const rule = id === undefined ? {} : { rule: id };
  if (isSplit(serve)) {
    const terms = { ...rule, at, withoutUnit: undefined, inNoRange: undefined };
    return { choose: compileSplit(serve, scope, terms) };
  }
  scope.checkVariant(serve.variant, `${at}/variant`);
  const reason = rollout === undefined ? 'TARGETING_MATCH' : 'SPLIT';
  return { answer: scope.answers.serve(serve.variant, reason, rule) };
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
