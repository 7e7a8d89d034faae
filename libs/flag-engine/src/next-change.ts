import type { CompiledFlag } from './compile/compiled';
import type { CompiledSnapshot } from './compile/compiled-snapshot';
import type { EvaluationContext } from './model/context';

/** Narrows down whose change is asked for. */
export interface ChangeQuery {
  /** One flag only; all of the environment when absent. */
  readonly flag?: string;
  /** One context only; any when absent. A comparison of an attribute with `$now` may then change at any moment. */
  readonly context?: EvaluationContext;
}

/**
 * The next moment after `now` (epoch milliseconds) at which time alone can change an answer: a rule begins or ends,
 * a progressive rollout takes a step, a date compared with `$now` is reached. `undefined`: only a new revision can.
 * An answer given at `now` may be cached until then.
 */
export function nextChangeAt(
  compiled: CompiledSnapshot,
  now: number,
  { flag, context }: ChangeQuery = {},
): number | undefined {
  let next: number | undefined;
  for (const { timetables } of flagsOf(compiled, flag)) {
    for (const timetable of timetables) {
      const change = timetable(now, context);
      if (change !== undefined && (next === undefined || change < next)) next = change;
    }
  }
  return next;
}

function flagsOf(compiled: CompiledSnapshot, key: string | undefined): readonly CompiledFlag[] {
  if (key === undefined) return compiled.timed;
  const flag = compiled.flags.get(key);
  return flag === undefined ? [] : [flag];
}
