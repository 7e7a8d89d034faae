import { sameJson } from '../comparisons/same-json';
import { isSplit } from '../compile/serve';
import type { Rule, RulesStrategy } from '../model/strategy';
import type { Warning } from './warning';

/** What the rules of a flag say, one beside the other, that is rarely meant. */
export function ruleWarnings(key: string, { rules = [] }: RulesStrategy): Warning[] {
  return rules.flatMap((rule, index) => {
    const earlier = rules.slice(0, index);
    return [
      ...unreachable(key, { rule, index, earlier }),
      ...sharedSeed(key, { rule, index, earlier }),
    ];
  });
}

/** A rule and those that come before it. */
interface Place {
  readonly rule: Rule;
  readonly index: number;
  readonly earlier: readonly Rule[];
}

function unreachable(key: string, { rule, index, earlier }: Place): Warning[] {
  const pointer = `/strategy/rules/${index}`;
  if (matchesNobody(rule)) {
    const detail = 'The rule matches nobody: an empty "any" never holds.';
    return [{ key, pointer: `${pointer}/when`, code: 'unreachable_rule', detail }];
  }
  const shadow = earlier.find((before) => servesAll(before) && covers(before, rule));
  if (shadow === undefined) return [];
  const detail = `The rule is never reached: "${shadow.id}" before it serves everyone it is for. Move it up, or take it out.`;
  return [{ key, pointer, code: 'unreachable_rule', detail }];
}

function sharedSeed(key: string, { rule, index, earlier }: Place): Warning[] {
  const { rollout } = rule;
  if (rollout === undefined) return [];
  const twin = earlier.find(
    (before) =>
      before.rollout !== undefined &&
      sameBuckets(before.rollout, rollout, key) &&
      covers(before, rule),
  );
  if (twin === undefined) return [];
  const detail = `The rollout has the same seed and audience as that of "${twin.id}", which takes the same units first: few or nobody new are admitted. Give it a "seed" of its own.`;
  return [{ key, pointer: `/strategy/rules/${index}/rollout`, code: 'shared_seed', detail }];
}

/** Is everyone whom the later rule is for also in the audience of the earlier one. */
function covers(before: Rule, rule: Rule): boolean {
  return before.when === undefined || isTrue(before.when) || sameJson(before.when, rule.when);
}

/** Does a rule serve all of its audience, whatever the time and whether or not there is a unit. */
function servesAll({ from, until, rollout, serve }: Rule): boolean {
  return from === undefined && until === undefined && rollout === undefined && !isSplit(serve);
}

function sameBuckets(
  left: NonNullable<Rule['rollout']>,
  right: NonNullable<Rule['rollout']>,
  flagKey: string,
): boolean {
  const { by = 'targetingKey', seed = flagKey, hash = 'toggle-v1' } = left;
  const other = { by: 'targetingKey', seed: flagKey, hash: 'toggle-v1', ...right };
  return seed === other.seed && hash === other.hash && sameJson(by, other.by);
}

function matchesNobody({ when }: Rule): boolean {
  return when !== undefined && 'any' in when && when.any.length === 0;
}

function isTrue(when: NonNullable<Rule['when']>): boolean {
  return 'all' in when && when.all.length === 0;
}
