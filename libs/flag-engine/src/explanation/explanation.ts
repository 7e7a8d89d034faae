import type { StepKind } from '../compile/observer';
import type { EvaluationResult, Reason } from '../model/result';

/** How an answer came about. Plain JSON. */
export interface Explanation {
  readonly flag: string;
  /** Epoch milliseconds. */
  readonly now: number;
  /** Exactly what `evaluate` answers. */
  readonly result: EvaluationResult;
  /** What was looked at, in that order; what is not here was not reached. */
  readonly steps: readonly Step[];
}

/** One part of a flag or segment that was looked at. */
export interface Step {
  /**
   * `flag` and `membership` (of a segment) stand for a whole flag or segment; `prerequisite` and `segment` for
   * a condition that asks one; the others for the part of that name.
   */
  readonly kind: StepKind;
  /** JSON Pointer into the flag or segment that it belongs to; of a `flag` or `membership` its key. */
  readonly at: string;
  /** A condition held, a rollout admitted, an attempt gave the answer. */
  readonly matched: boolean;
  /** The answer that it gave. */
  readonly answer?: { readonly variant?: string; readonly reason: Reason };
  /** What was configured there: the comparison, or the rule's id and name. Long lists are cut. */
  readonly configured?: unknown;
  /** What was found out: the attribute's `value`, the `unit`, its `bucket` and the `threshold` it must be below. */
  readonly facts?: {
    readonly value?: unknown;
    readonly unit?: unknown;
    readonly bucket?: unknown;
    readonly threshold?: unknown;
  };
  /** A sentence, where there is more to say. */
  readonly note?: string;
  readonly steps?: readonly Step[];
}
