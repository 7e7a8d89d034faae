import type { EvaluationContext } from '../model/context';
import type { EvaluationResult } from '../model/result';
import type { Flag } from '../model/flag';
import type { Segment } from '../model/segment';
import type { Memo, Part } from './part';
import type { Problem } from './problem';
import type { References } from './references';

/** A flag condition was reached whose flag is missing or in error: the asking flag's prerequisites have failed. */
export interface Unmet {
  readonly prerequisite: string;
  /** The asking flag's answer. */
  readonly answer: EvaluationResult;
}

/** What a condition says. `Unmet` is neither: it ends the evaluation of the asking flag. */
export type Verdict = boolean | Unmet;

/** Says whether a condition holds. */
export type Matcher = (context: EvaluationContext, now: number, memo: Memo | undefined) => Verdict;

/**
 * Finds the flag condition that made a condition come out as it did, where one did. Asked only of prerequisites that
 * failed: it reads the condition again.
 */
export type Culprit = (
  context: EvaluationContext,
  now: number,
  memo: Memo | undefined,
) => Unmet | undefined;

/** A compiled condition and, where flags are asked in it, who is to be named for its outcome. */
export interface CompiledCondition {
  readonly matches: Matcher;
  readonly culprit?: Culprit;
}

/** A compiled strategy: always has an answer. */
export type Decider = (
  context: EvaluationContext,
  now: number,
  memo: Memo | undefined,
) => EvaluationResult;

/** One place in a flag where an answer may come from; `undefined` passes on to the next. */
export type Attempt = (
  context: EvaluationContext,
  now: number,
  memo: Memo | undefined,
) => EvaluationResult | undefined;

/**
 * The next moment after `now` (epoch milliseconds) at which time alone can change what a part says; `undefined`: never.
 * Without a context, for any context.
 */
export type Timetable = (now: number, context?: EvaluationContext) => number | undefined;

/** A flag, ready to be evaluated. */
export interface CompiledFlag extends Part<EvaluationResult> {
  readonly config: Flag;
  readonly references: References;
  /** What `evaluate` asks: `run`, or where the flag stands on many others, `run` from the ground up. */
  readonly answer: Decider;
  /**
   * The answer, where it depends neither on the context nor on the time nor on another flag, and nobody watches.
   * Absent as long as the flag has not been compiled.
   */
  readonly constant: EvaluationResult | undefined;
  readonly problems: readonly Problem[];
  /** Conditions on flags that do not exist: refused when written, failed prerequisites when reached. */
  readonly missing: readonly Problem[];
  /** Its own timetables and those of all that it stands on. */
  readonly timetables: readonly Timetable[];
}

/** A segment, ready to be asked. */
export interface CompiledSegment extends Part<Verdict> {
  readonly config: Segment;
  readonly references: References;
  readonly problems: readonly Problem[];
  readonly timetables: readonly Timetable[];
  readonly include: ReadonlySet<string>;
  readonly exclude: ReadonlySet<string>;
}
