import { coreOperators } from '../comparisons/core-operators';
import { isObject } from '../comparisons/is-object';
import { compileFlag } from '../compile/compile-flag';
import { UNOBSERVED } from '../compile/observer';
import type { Problem } from '../compile/problem';
import type { Toolbox } from '../compile/scope';
import { type FlagInput, withDefaults } from '../defaults';
import { hashes } from '../hashes';
import type { FlagConfig } from '../model/flag';
import { operators } from '../operators';
import { checkRuleIds } from './check-rule-ids';
import { checkVariants } from './check-variants';
import { flagWarnings } from './flag-warnings';
import { flagStructure } from './structure';
import type { Warning } from './warning';

/** What is wrong with a flag, what may not be meant, and where nothing is wrong the flag with its defaults. */
export interface FlagCheck {
  readonly problems: readonly Problem[];
  readonly warnings: readonly Warning[];
  readonly flag?: FlagConfig;
}

/** Everything is known, and what a flag or segment refers to is taken to exist. */
export const ALONE: Toolbox = {
  operators: { ...coreOperators, ...operators },
  hashes,
  observer: UNOBSERVED,
  flag: () => 'assumed',
  segment: () => 'assumed',
};

/**
 * Checks one flag by itself: first its structure against the JSON Schema, then, by compiling it, whether it can mean
 * anything. Never throws. Whether what it refers to exists is `checkEnvironment`'s question.
 */
export function checkFlag(input: unknown): FlagCheck {
  const given = withoutResets(input);
  const structure = flagStructure(given);
  if (structure.length > 0) return { problems: structure, warnings: [] };
  const flag = withDefaults(given as FlagInput);
  const problems = [
    ...checkVariants(flag),
    ...checkRuleIds(flag),
    ...compileFlag({ ...flag, version: 1 }, ALONE).problems,
  ];
  if (problems.length > 0) return { problems, warnings: [] };
  return { problems, warnings: flagWarnings(flag), flag };
}

/** `null` stands for a member's default, as absence does; only of `offVariant` it is a value. */
function withoutResets(input: unknown): unknown {
  if (!isObject(input)) return input;
  const given = Object.entries(input).filter(
    ([member, value]) => value !== null || member === 'offVariant' || member === 'key',
  );
  return Object.fromEntries(given);
}
