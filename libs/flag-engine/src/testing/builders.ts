import { compile } from '../compile/compile';
import type { CompiledSnapshot } from '../compile/compiled-snapshot';
import { type FlagInput, withDefaults } from '../defaults';
import { evaluate } from '../evaluate';
import { hashes } from '../hashes';
import type { EvaluationContext } from '../model/context';
import type { Flag } from '../model/flag';
import type { EvaluationResult } from '../model/result';
import type { Segment } from '../model/segment';
import type { Condition } from '../model/condition';
import type { RulesStrategy } from '../model/strategy';
import { operators } from '../operators';

/** An enabled boolean flag, version 1, unless said otherwise. */
export function aFlag(input: Partial<FlagInput> = {}): Flag {
  return { ...withDefaults({ key: 'flag', enabled: true, ...input }), version: 1 };
}

/** A flag that decides by rules. */
export function aRulesFlag(
  strategy: Omit<RulesStrategy, 'type'>,
  input: Partial<FlagInput> = {},
): Flag {
  return aFlag({ ...input, strategy: { type: 'rules', ...strategy } });
}

/** A flag that is on for those who fulfil a condition. */
export function aFlagWhen(when: Condition, input: Partial<FlagInput> = {}): Flag {
  return aRulesFlag({ rules: [{ id: 'r1', when, serve: { variant: 'on' } }] }, input);
}

/** An environment, compiled with every optional part. */
export function anEnvironment(
  flags: readonly Flag[],
  segments: readonly Segment[] = [],
): CompiledSnapshot {
  return compile({ flags, segments }, { operators, hashes });
}

/** What the first of some flags answers. */
export function answerOf(
  flags: Flag | readonly Flag[],
  context: EvaluationContext = {},
  { now = 0, segments = [] }: { now?: number; segments?: readonly Segment[] } = {},
): EvaluationResult {
  const all = 'key' in flags ? [flags] : flags;
  return evaluate(anEnvironment(all, segments), all[0]?.key ?? '', context, now);
}

/** Does a condition hold. */
export function holds(when: Condition, context: EvaluationContext = {}, now = 0): boolean {
  const { reason, errorMessage, variant } = answerOf(aFlagWhen(when), context, { now });
  if (reason === 'ERROR') throw new Error(errorMessage);
  return variant === 'on';
}
