import { unitName, unitReader } from '../context/unit-reader';
import type { BooleanStrategy, PercentageStrategy, TargetingStrategy } from '../model/strategy';
import type { EvaluationResult } from '../model/result';
import { compileBucketing, compilePercentage } from './bucketing';
import type { Decider } from './compiled';
import type { FlagScope } from './flag-scope';

const AT = '/strategy';

/** In for everyone. */
export function compileBoolean(strategy: BooleanStrategy, scope: FlagScope): Decider {
  const answer = scope.answers.serve(inVariant(strategy.variant, scope), 'STATIC');
  return () => answer;
}

/** In for the units whose bucket is below the threshold. */
export function compilePercentageStrategy(strategy: PercentageStrategy, scope: FlagScope): Decider {
  scope.varies = true;
  const { answers, flag, tools } = scope;
  const inside = answers.serve(inVariant(strategy.variant, scope), 'SPLIT');
  const outside = answers.serve(flag.offVariant, 'SPLIT');
  const missing = missingUnit(strategy.by, scope);
  const { unitOf, bucketOf } = compileBucketing(strategy, AT, { scope });
  const threshold = compilePercentage(strategy.percentage, `${AT}/percentage`, scope);
  return tools.observer.step('rollout', AT, (context) => {
    const unit = unitOf(context);
    if (unit === undefined) return missing;
    return bucketOf(unit) < threshold ? inside : outside;
  });
}

/** In for those listed. */
export function compileTargeting(strategy: TargetingStrategy, scope: FlagScope): Decider {
  scope.varies = true;
  const { answers, flag, tools } = scope;
  const allowed = answers.serve(inVariant(strategy.variant, scope), 'TARGETING_MATCH');
  const denied = answers.serve(flag.offVariant, 'TARGETING_MATCH');
  const unlisted = answers.serve(flag.offVariant, 'DEFAULT');
  const allow = listed(strategy.allow);
  const deny = listed(strategy.deny);
  const unitOf = tools.observer.fact('unit', unitReader());
  return tools.observer.step('targets', AT, (context) => {
    const unit = unitOf(context);
    if (unit === undefined) return unlisted;
    if (deny?.has(unit) === true) return denied;
    return allow?.has(unit) === true ? allowed : unlisted;
  });
}

/** `undefined` where nobody is listed: most strategies have one of the lists, and what is not there is not asked. */
function listed(keys: readonly string[] = []): ReadonlySet<string> | undefined {
  return keys.length === 0 ? undefined : new Set(keys);
}

/** The error of a flag that cannot do without a unit. */
export function missingUnit(by: PercentageStrategy['by'], scope: FlagScope): EvaluationResult {
  const message = `The flag "${scope.flag.key}" needs ${unitName(by)} in the context.`;
  return scope.answers.error('TARGETING_KEY_MISSING', message);
}

/** The variant of those who are in; the first that is not `offVariant` where the strategy names none. */
function inVariant(named: string | undefined, scope: FlagScope): string | null {
  if (named !== undefined) {
    scope.checkVariant(named, `${AT}/variant`);
    return named;
  }
  const { variants, offVariant } = scope.flag;
  const first = variants.find(({ name }) => name !== offVariant);
  if (first !== undefined) return first.name;
  const detail = 'The strategy has nothing to serve: add a variant beside "offVariant".';
  scope.problem('/variants', 'invalid_variants', detail);
  return null;
}
