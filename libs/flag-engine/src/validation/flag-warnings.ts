import type { FlagConfig } from '../model/flag';
import type { Serve } from '../model/serve';
import type { Strategy } from '../model/strategy';
import { isSplit } from '../compile/serve';
import { ruleWarnings } from './rule-warnings';
import type { Warning } from './warning';

/** What one flag says that is allowed but rarely meant. */
export function flagWarnings(flag: FlagConfig): Warning[] {
  const rules = flag.strategy.type === 'rules' ? ruleWarnings(flag.key, flag.strategy) : [];
  return [...rules, ...unservedVariants(flag)];
}

function unservedVariants({ key, variants, offVariant, strategy }: FlagConfig): Warning[] {
  const served = new Set([offVariant, ...servedBy(strategy, variants, offVariant)]);
  return variants.flatMap(({ name }, index): Warning[] => {
    if (served.has(name)) return [];
    const detail = `Nobody is ever served "${name}": use it in the strategy, or take it out.`;
    return [{ key, pointer: `/variants/${index}`, code: 'unserved_variant', detail }];
  });
}

function servedBy(
  strategy: Strategy,
  variants: FlagConfig['variants'],
  offVariant: string | null,
): (string | null | undefined)[] {
  if (strategy.type !== 'rules') {
    return [strategy.variant ?? variants.find(({ name }) => name !== offVariant)?.name];
  }
  const { targets = [], rules = [], fallthrough } = strategy;
  return [
    ...targets.map(({ variant }) => variant),
    ...rules.flatMap(({ serve }) => variantsOf(serve)),
    ...(fallthrough === undefined ? [] : variantsOf(fallthrough)),
  ];
}

function variantsOf(serve: Serve): (string | null)[] {
  if (!isSplit(serve)) return [serve.variant];
  return [...(serve.split ?? []), ...(serve.ranges ?? [])].map(({ variant }) => variant);
}
