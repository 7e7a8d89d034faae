import type { EvaluationResult } from '@app/flag-engine';
import type { EnvironmentRef } from '../snapshots/environment-ref';

/** An answer that is given many times, and how often it was since its uses were last collected. */
export interface CountedAnswer {
  readonly ref: EnvironmentRef;
  readonly key: string;
  readonly result: EvaluationResult;
  uses: number;
}
