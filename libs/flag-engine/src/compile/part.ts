import type { EvaluationContext } from '../model/context';

/** What flags and segments have in common: they can be asked, and they stand on others of their kind. */
export interface Part<Outcome> {
  readonly run: (context: EvaluationContext, now: number, memo: Memo | undefined) => Outcome;
  /** The flags and segments that it asks, directly. */
  readonly needs: readonly Part<unknown>[];
  /** How many parts one evaluation asks at most, were each asked as often as it is named. */
  readonly weight: number;
}

/** Answers of flags and segments within one evaluation, so that none is asked twice. */
export class Memo {
  private readonly answers = new Map<Part<unknown>, unknown>();

  has(part: Part<unknown>): boolean {
    return this.answers.has(part);
  }

  /** What the part says; asks it where it has not been asked. */
  recall<Outcome>(part: Part<Outcome>, context: EvaluationContext, now: number): Outcome {
    if (this.answers.has(part)) return this.answers.get(part) as Outcome;
    const outcome = part.run(context, now, this);
    this.answers.set(part, outcome);
    return outcome;
  }
}

/** Parts up to this weight are asked by plain recursion, which is quickest. */
export const LIGHT = 64;

/**
 * Asks a part that stands on many others from the ground up, each of them once: neither a long chain of prerequisites
 * nor one that branches at every level costs more than its size.
 */
export function askInOrder<Outcome>(
  part: Part<Outcome>,
  context: EvaluationContext,
  now: number,
): Outcome {
  const memo = new Memo();
  const open: Part<unknown>[] = [part];
  for (let top = open.at(-1); top !== undefined; top = open.at(-1)) {
    const unasked = top.needs.filter((need) => !memo.has(need));
    if (unasked.length > 0) open.push(...unasked);
    else memo.recall(open.pop() as Part<unknown>, context, now);
  }
  return memo.recall(part, context, now);
}
