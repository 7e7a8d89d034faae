import type { Flag } from '../model/flag';
import { Answers } from './answers';
import type { Unmet } from './compiled';
import { Scope, type Toolbox } from './scope';

/** The compilation of one flag: what its parts share, its answers included. */
export class FlagScope extends Scope {
  readonly answers: Answers;

  constructor(
    readonly flag: Flag,
    tools: Toolbox,
  ) {
    super({ kind: 'flag', key: flag.key }, tools);
    this.answers = new Answers(flag);
  }

  /** The answer where a flag that this one asks has made its prerequisites fail. */
  unmet(prerequisite: string): Unmet {
    const answer = this.answers.serve(this.flag.offVariant, 'DEFAULT', { prerequisite });
    return { prerequisite, answer };
  }

  /** Reports a variant that the flag does not have; `null` is the caller's own default. */
  checkVariant(variant: unknown, at: string): void {
    if (variant === null || (typeof variant === 'string' && this.answers.has(variant))) return;
    const detail = `The flag has no variant ${JSON.stringify(variant)}: name one of its variants, or add it.`;
    this.problem(at, 'unknown_variant', detail);
  }
}
