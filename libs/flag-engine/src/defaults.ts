import type { FlagConfig, ValueType, Variant } from './model/flag';
import type { Rule, Strategy } from './model/strategy';

/** A flag as a client writes it: only the key is required, `null` stands for the default as absence does. */
export type FlagInput = { readonly key: string } & {
  readonly [Member in keyof Omit<FlagConfig, 'key'>]?: FlagConfig[Member] | null;
};

const ON_OFF: readonly Variant[] = [
  { name: 'on', value: true },
  { name: 'off', value: false },
];

/**
 * Completes a flag with the model's defaults: boolean with the variants `on` and `off`, off for everyone
 * until it is enabled, hidden from client-side keys, strategy `boolean`; rules without an id are named.
 *
 * `offVariant: null` is kept: it means "no opinion" there, not "the default".
 */
export function withDefaults(input: FlagInput): FlagConfig {
  const { name, description, tags, metadata } = input;
  const valueType: ValueType = input.valueType ?? 'boolean';
  const variants = input.variants ?? (valueType === 'boolean' ? ON_OFF : []);
  return {
    key: input.key,
    ...(name != null && { name }),
    ...(description != null && { description }),
    ...(tags != null && { tags }),
    valueType,
    variants,
    offVariant: input.offVariant === undefined ? offByName(variants) : input.offVariant,
    enabled: input.enabled ?? false,
    clientVisible: input.clientVisible ?? false,
    ...(metadata != null && { metadata }),
    strategy: withRuleIds(input.strategy ?? { type: 'boolean' }),
  };
}

function offByName(variants: readonly Variant[]): string | null {
  return variants.some(({ name }) => name === 'off') ? 'off' : null;
}

function withRuleIds(strategy: Strategy): Strategy {
  if (strategy.type !== 'rules' || strategy.rules === undefined) return strategy;
  if (strategy.rules.every(({ id }) => id !== undefined)) return strategy;
  const taken = new Set(strategy.rules.map(({ id }) => id));
  return { ...strategy, rules: strategy.rules.map((rule, index) => named(rule, index, taken)) };
}

/** `r1` for the first rule, and so on; the next number that no rule of the flag has. */
function named(rule: Rule, index: number, taken: Set<string | undefined>): Rule {
  if (rule.id !== undefined) return rule;
  let number = index + 1;
  while (taken.has(`r${number}`)) number += 1;
  const id = `r${number}`;
  taken.add(id);
  return { id, ...rule };
}
