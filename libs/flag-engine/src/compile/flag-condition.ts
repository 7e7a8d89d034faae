import type { FlagCondition } from '../model/condition';
import { never } from './combinators';
import type { CompiledCondition, CompiledFlag, Unmet } from './compiled';
import { FlagScope } from './flag-scope';
import type { Scope } from './scope';

/** Compiles a condition on another flag's answer. */
export function compileFlagCondition(
  condition: FlagCondition,
  at: string,
  scope: Scope,
): CompiledCondition {
  const { flag: key, variants } = condition;
  if (!(scope instanceof FlagScope)) {
    const detail =
      'A segment cannot ask a flag: put the flag condition beside the segment instead.';
    scope.problem(`${at}/flag`, 'flag_in_segment', detail);
    return { matches: never };
  }
  const unmet = scope.unmet(key);
  const culprit = (): Unmet => unmet;
  const flag = scope.tools.flag(key);
  if (flag === undefined) {
    const detail = `There is no flag "${key}" in this environment: create it first.`;
    scope.missing.push({ pointer: `${at}/flag`, code: 'unknown_flag', detail });
  }
  if (flag === undefined || flag === 'assumed') return { matches: () => unmet, culprit };
  checkVariants(flag, variants, at, scope);
  scope.needsPart(flag);
  const { offVariant } = flag.config;
  const wanted = (variant: string): boolean =>
    variants === undefined ? variant !== offVariant : variants.includes(variant);
  return {
    culprit,
    matches: (context, now, memo) => {
      const { reason, variant } =
        memo === undefined ? flag.run(context, now, undefined) : memo.recall(flag, context, now);
      if (reason === 'ERROR') return unmet;
      return variant !== undefined && wanted(variant);
    },
  };
}

function checkVariants(
  flag: CompiledFlag,
  variants: readonly string[] | undefined,
  at: string,
  scope: Scope,
): void {
  if (flag.problems.length > 0) return;
  variants?.forEach((variant, index) => {
    if (flag.config.variants.some(({ name }) => name === variant)) return;
    const known = flag.config.variants.map(({ name }) => `"${name}"`).join(', ');
    const detail = `The flag "${flag.config.key}" has no variant "${variant}": it has ${known}.`;
    scope.problem(`${at}/variants/${index}`, 'unknown_variant', detail);
  });
}
