import type { EvaluationResult } from '@app/flag-engine';
import type { EnvironmentRef } from '../snapshots/environment-ref';

/** An evaluation that named its flag. */
export interface NotedEvaluation {
  readonly ref: EnvironmentRef;
  readonly key: string;
  readonly result: EvaluationResult;
}

const FLAG_NOT_FOUND: EvaluationResult = {
  reason: 'ERROR',
  errorCode: 'FLAG_NOT_FOUND',
  errorMessage: 'There is no such flag.',
  flagMetadata: {},
};

/** An evaluation of a flag that the environment does not have. */
export function notFound(ref: EnvironmentRef, key: string): NotedEvaluation {
  return { ref, key, result: FLAG_NOT_FOUND };
}
