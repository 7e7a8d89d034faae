import type { Serve } from '../model/serve';
import type { RulesStrategy } from '../model/strategy';
import type { Attempt, Decider } from './compiled';
import type { FlagScope } from './flag-scope';
import { compilePrerequisites } from './prerequisites';
import { compileRule } from './rule';
import { compileSplit, isSplit } from './serve';
import { missingUnit } from './simple-strategies';
import { compileTargets } from './targets';

const AT = '/strategy';

/**
 * Compiles the full strategy into a line of attempts: the first that has an answer gives it, and behind the last
 * stands the fallthrough, which always has one.
 */
export function compileRules(strategy: RulesStrategy, scope: FlagScope): Decider {
  const { prerequisites, targets = [], rules = [] } = strategy;
  const attempts: Attempt[] = [
    ...(prerequisites === undefined ? [] : [compilePrerequisites(prerequisites, scope)]),
    ...compileTargets(targets, `${AT}/targets`, scope),
    ...rules.map((rule, index) => compileRule(rule, `${AT}/rules/${index}`, scope)),
  ];
  const fallthrough = compileFallthrough(strategy, scope, attempts.length === 0);
  scope.varies ||= attempts.length > 0;
  return inLine(attempts, fallthrough);
}

/** Apart, so that a compiled flag holds on to its parts and not to all that they were compiled with. */
function inLine(attempts: readonly Attempt[], fallthrough: Decider): Decider {
  return (context, now, memo) => {
    for (let index = 0; index < attempts.length; index += 1) {
      const answer = (attempts[index] as Attempt)(context, now, memo);
      if (answer !== undefined) return answer;
    }
    return fallthrough(context, now, memo);
  };
}

function compileFallthrough(strategy: RulesStrategy, scope: FlagScope, alone: boolean): Decider {
  const at = `${AT}/fallthrough`;
  const { answers, flag, tools } = scope;
  const serve: Serve = strategy.fallthrough ?? { variant: flag.offVariant };
  if (isSplit(serve)) {
    scope.varies = true;
    const withoutUnit = missingUnit(serve.by, scope);
    const inNoRange = answers.serve(flag.offVariant, 'SPLIT');
    const choose = compileSplit(serve, scope, { at, withoutUnit, inNoRange });
    return tools.observer.step('fallthrough', at, (context) => choose(context) ?? inNoRange);
  }
  if (strategy.fallthrough !== undefined) scope.checkVariant(serve.variant, `${at}/variant`);
  const answer = answers.serve(
    serve.variant,
    alone && serve.variant !== null ? 'STATIC' : 'DEFAULT',
  );
  return tools.observer.step('fallthrough', at, () => answer);
}
