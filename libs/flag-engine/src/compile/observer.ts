/** What a part of a flag is, as an explanation names it. */
export type StepKind =
  | 'flag'
  | 'prerequisites'
  | 'targets'
  | 'rule'
  | 'fallthrough'
  | 'rollout'
  | 'split'
  | 'all'
  | 'any'
  | 'not'
  | 'segment'
  | 'membership'
  | 'prerequisite'
  | 'comparison';

/** What a step found out on its way. */
export type FactName = 'unit' | 'bucket' | 'threshold' | 'holds';

/**
 * Stands between the parts of a flag while it is compiled. The plain one hands every part back as it is, so a flag
 * that nobody asks to explain itself pays nothing; an explanation compiles the same parts with one that writes down
 * what passes through.
 */
export interface Observer {
  /** Wraps a part that decides something. `at` is its JSON Pointer. */
  step<Args extends unknown[], Outcome>(
    kind: StepKind,
    at: string,
    run: (...args: Args) => Outcome,
  ): (...args: Args) => Outcome;
  /** Wraps a function whose outcome is a fact of the step that it runs in. */
  fact<Args extends unknown[], Outcome>(
    name: FactName,
    run: (...args: Args) => Outcome,
  ): (...args: Args) => Outcome;
}

/** Watches nothing. */
export const UNOBSERVED: Observer = {
  step: (_kind, _at, run) => run,
  fact: (_name, run) => run,
};
