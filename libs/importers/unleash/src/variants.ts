import type { Condition, Rule, Serve, Split } from '@app/flag-engine';
import { attributeOf } from './constraint';
import { variantUnit } from './stickiness';
import type { UnleashFeature, UnleashStrategy, UnleashVariant } from './unleash-model';
import { ON, type VariantNames } from './variant-names';

const BUCKETS = 100_000;

/** Variants that are chosen among, and how. */
interface Choice {
  readonly variants: readonly UnleashVariant[];
  readonly seed: string;
  readonly stickiness: string | undefined;
}

/** A rule that still needs to be told what it serves. */
type Audience = Omit<Rule, 'serve'> & { readonly id: string };

/** The rules that serve an audience: overrides first, then the split, then those who have no unit to be split by. */
export function servingRules(
  audience: Audience,
  {
    feature,
    strategy,
    names,
  }: { feature: UnleashFeature; strategy?: UnleashStrategy; names: VariantNames },
): Rule[] {
  const choice = choiceOf(feature, strategy);
  if (choice === undefined) return [{ ...audience, serve: { variant: ON } }];
  const overridden = choice.variants.flatMap((variant, index) =>
    overrideRules(audience, { variant, index, names }),
  );
  const weighted = choice.variants.filter(({ weight }) => weight > 0);
  const [first] = weighted;
  const serve: Serve = { variant: first === undefined ? ON : names.of(first) };
  if (weighted.length === 1) return [...overridden, { ...audience, serve }];
  const split: Rule = { ...audience, serve: splitOf(choice, weighted, names) };
  return [...overridden, split, { ...audience, id: `${audience.id}-no-unit`, serve }];
}

/** A strategy's own variants, or else the feature's. Without any weight there is nothing to choose from. */
function choiceOf(
  feature: UnleashFeature,
  strategy: UnleashStrategy | undefined,
): Choice | undefined {
  const own = strategy?.variants ?? [];
  if (totalOf(own) > 0) {
    const { groupId = '', stickiness } = strategy?.parameters ?? {};
    return { variants: own, seed: groupId, stickiness: own[0]?.stickiness ?? stickiness };
  }
  const variants = feature.variants ?? [];
  if (totalOf(variants) <= 0) return undefined;
  return { variants, seed: feature.name, stickiness: variants[0]?.stickiness };
}

function overrideRules(
  audience: Audience,
  { variant, index, names }: { variant: UnleashVariant; index: number; names: VariantNames },
): Rule[] {
  const { overrides = [] } = variant;
  if (overrides.length === 0) return [];
  const listed: Condition[] = overrides.map(({ contextName, values }) => ({
    attribute: attributeOf(contextName),
    operator: 'in',
    values,
  }));
  const when = { all: [...(audience.when === undefined ? [] : [audience.when]), { any: listed }] };
  const id = `${audience.id}-override-${index + 1}`;
  return [{ ...audience, id, when, serve: { variant: names.of(variant) } }];
}

/** Weights as percent where three decimals can say them, as ranges of buckets otherwise. */
function splitOf(
  { seed, stickiness }: Choice,
  weighted: readonly UnleashVariant[],
  names: VariantNames,
): Split {
  const total = totalOf(weighted);
  const bucketing = { by: variantUnit(stickiness), seed, hash: `unleash-variant/${total}` };
  if (BUCKETS % total === 0) {
    const split = weighted.map((each) => ({
      variant: names.of(each),
      weight: (each.weight * 100) / total,
    }));
    return { split, ...bucketing };
  }
  let sum = 0;
  const ranges = weighted.map((each) => {
    const from = Math.ceil((sum * BUCKETS) / total);
    sum += each.weight;
    return { variant: names.of(each), from, to: Math.ceil((sum * BUCKETS) / total) };
  });
  return { ranges, ...bucketing };
}

function totalOf(variants: readonly UnleashVariant[]): number {
  return variants.reduce((total, { weight }) => total + weight, 0);
}
