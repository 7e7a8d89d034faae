import type { EvaluationResult } from '@app/flag-engine';
import type { EnvironmentRef } from '../snapshots/environment-ref';

/** An answer that is given many times, and how often it was since its uses were last collected. */
export interface CountedAnswer {
  readonly ref: EnvironmentRef;
  readonly key: string;
  readonly result: EvaluationResult;
  /** Asked for by the flag's name. */
  uses: number;
  /** Given among all others, whether the caller had any use for it or not. */
  bulkUses: number;
}
