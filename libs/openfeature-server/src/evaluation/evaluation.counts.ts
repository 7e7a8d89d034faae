import type { EvaluationContext } from '@app/flag-engine';

/** Hears of evaluations: called for each of them, so it must cost next to nothing. */
export abstract class EvaluationCounts {
  /** @param variant absent where the caller's default was used @param now epoch milliseconds */
  abstract count(flag: string, variant: string | undefined, now: number): void;
  /** A flag was asked for that the environment does not have. */
  abstract countUnknown(flag: string): void;
  /** Offers the context of an evaluation as one of the sample. */
  abstract offer(context: EvaluationContext, now: number): void;
}
