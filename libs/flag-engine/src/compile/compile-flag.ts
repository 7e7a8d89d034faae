import type { Flag } from '../model/flag';
import type { Strategy } from '../model/strategy';
import type { CompiledFlag, Decider } from './compiled';
import { FlagScope } from './flag-scope';
import { UNOBSERVED } from './observer';
import { askInOrder, LIGHT } from './part';
import type { Problem } from './problem';
import { dependenciesOf, type References } from './references';
import { compileRules } from './rules-strategy';
import type { Toolbox } from './scope';
import { compileBoolean, compilePercentageStrategy, compileTargeting } from './simple-strategies';

/** Compiles one flag. Never throws: a flag that cannot mean anything answers `PARSE_ERROR`, and no other does. */
export function compileFlag(
  flag: Flag,
  tools: Toolbox,
  references = dependenciesOf(flag),
): CompiledFlag {
  try {
    return compileSound(flag, tools, references);
  } catch (error) {
    return brokenFlag(flag, [
      { pointer: '', code: 'malformed', detail: `The flag is malformed: ${String(error)}.` },
    ]);
  }
}

function compileSound(flag: Flag, tools: Toolbox, references: References): CompiledFlag {
  const scope = new FlagScope(flag, tools);
  scope.checkVariant(flag.offVariant, '/offVariant');
  const decide = compileStrategy(flag.strategy, scope);
  if (scope.problems.length > 0) return brokenFlag(flag, scope.problems);
  const off = scope.answers.serve(flag.offVariant, 'DISABLED');
  const run = tools.observer.step('flag', flag.key, flag.enabled ? decide : () => off);
  const varies = flag.enabled && scope.varies;
  const weight = varies ? scope.weight : 1;
  const compiled: CompiledFlag = {
    config: flag,
    references,
    run,
    answer: weight <= LIGHT ? run : (context, now) => askInOrder(compiled, context, now),
    constant: varies || tools.observer !== UNOBSERVED ? undefined : run({}, 0, undefined),
    problems: NONE,
    missing: orNone(scope.missing),
    needs: varies ? orNone(scope.needs) : NONE,
    weight,
    timetables: varies ? orNone(scope.timetables) : NONE,
  };
  return compiled;
}

/** Shared by the many flags that have nothing of a kind. */
const NONE: readonly never[] = [];

function orNone<Each>(list: readonly Each[]): readonly Each[] {
  return list.length === 0 ? NONE : list;
}

/** A flag that answers `PARSE_ERROR`, with the first of its problems as the message. */
export function brokenFlag(flag: Flag, problems: readonly Problem[]): CompiledFlag {
  const message = problems.map(({ pointer, detail }) => `${pointer}: ${detail}`).at(0) ?? '';
  const answer = Object.freeze({
    reason: 'ERROR',
    errorCode: 'PARSE_ERROR',
    errorMessage: message,
    flagMetadata: Object.freeze({ ...flag.metadata, version: flag.version }),
  });
  const run: Decider = () => answer;
  return {
    config: flag,
    references: dependenciesOf(flag),
    run,
    answer: run,
    constant: answer,
    problems,
    missing: NONE,
    needs: NONE,
    weight: 1,
    timetables: NONE,
  };
}

function compileStrategy(strategy: Strategy, scope: FlagScope): Decider {
  switch (strategy.type) {
    case 'boolean':
      return compileBoolean(strategy, scope);
    case 'percentage':
      return compilePercentageStrategy(strategy, scope);
    case 'targeting':
      return compileTargeting(strategy, scope);
    case 'rules':
      return compileRules(strategy, scope);
    default: {
      const unknown: never = strategy;
      const detail = 'A strategy is of type "boolean", "percentage", "targeting" or "rules".';
      scope.problem('/strategy/type', 'malformed', detail);
      return () => unknown;
    }
  }
}
