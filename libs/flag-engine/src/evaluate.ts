import type { CompiledSnapshot } from './compile/compiled-snapshot';
import type { EvaluationContext } from './model/context';
import type { EvaluationError, EvaluationResult } from './model/result';

/**
 * The answer of a flag for a context.
 *
 * @param now the evaluation time in epoch milliseconds; the engine reads no clock.
 * @returns a frozen object that evaluations share. Never throws: what goes wrong is in the answer.
 */
export function evaluate(
  compiled: CompiledSnapshot,
  flagKey: string,
  context: EvaluationContext,
  now: number,
): EvaluationResult {
  const flag = compiled.flags.get(flagKey);
  if (flag === undefined) return flagNotFound(flagKey);
  if (flag.constant !== undefined) return flag.constant;
  try {
    return flag.answer(context, now, undefined);
  } catch (error) {
    return unreadable(context, error, flag.config.version);
  }
}

/** The answer for a flag that does not exist. */
export function flagNotFound(flagKey: string): EvaluationError {
  const errorMessage = `There is no flag "${flagKey}" in this environment.`;
  return { reason: 'ERROR', errorCode: 'FLAG_NOT_FOUND', errorMessage, flagMetadata: {} };
}

/** The answer where the context itself threw: a getter or proxy of the caller's, or no object at all. */
function unreadable(context: unknown, error: unknown, version: number): EvaluationError {
  const isObject = typeof context === 'object' && context !== null;
  return {
    reason: 'ERROR',
    errorCode: isObject ? 'GENERAL' : 'INVALID_CONTEXT',
    errorMessage: `The context could not be read: ${describe(error)}.`,
    flagMetadata: { version },
  };
}

function describe(error: unknown): string {
  return error instanceof Error ? error.message : typeof error;
}
