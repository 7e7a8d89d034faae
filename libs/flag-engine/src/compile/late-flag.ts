import type { Flag } from '../model/flag';
import type { EvaluationResult } from '../model/result';
import { compileFlag } from './compile-flag';
import type { CompiledFlag, Decider } from './compiled';
import type { Problem } from './problem';
import { NO_REFERENCES, type References } from './references';
import type { Toolbox } from './scope';

/**
 * A flag that stands on nothing but itself and the context, compiled when it is asked for the first time: of a large
 * environment most processes ask a few flags, and no start need wait for the others. It holds on to no other part of
 * its snapshot, so a later snapshot can take it over unasked.
 */
export class LateFlag implements CompiledFlag {
  // Of its own rather than read from `compiled`: they are what an evaluation asks.
  run: Decider;
  answer: Decider;
  constant: EvaluationResult | undefined;
  private compiled: CompiledFlag | undefined;

  constructor(
    readonly config: Flag,
    private readonly tools: Toolbox,
  ) {
    this.run = (context, now, memo) => this.compile().run(context, now, memo);
    this.answer = this.run;
    this.constant = undefined;
    this.compiled = undefined;
  }

  get problems(): readonly Problem[] {
    return this.compile().problems;
  }

  get references(): References {
    return NO_REFERENCES;
  }

  get missing(): readonly never[] {
    return NONE;
  }

  get needs(): readonly never[] {
    return NONE;
  }

  get timetables(): readonly never[] {
    return NONE;
  }

  get weight(): number {
    return 1;
  }

  private compile(): CompiledFlag {
    if (this.compiled !== undefined) return this.compiled;
    const compiled = compileFlag(this.config, this.tools, NO_REFERENCES);
    this.compiled = compiled;
    this.run = compiled.run;
    this.answer = compiled.answer;
    this.constant = compiled.constant;
    return compiled;
  }
}

const NONE: readonly never[] = [];
