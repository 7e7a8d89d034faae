import {
  ErrorCode,
  type ResolutionDetails,
  StandardResolutionReasons,
} from '@openfeature/server-sdk';
import type { EvaluationResult, FlagMetadata, ValueType } from '@app/flag-engine';

/** What a caller asked for. */
export interface Question<T> {
  readonly valueType: ValueType;
  /** The caller's own default: the value wherever the flag has none. */
  readonly defaultValue: T;
}

/**
 * The engine's answer as OpenFeature's. A served value is handed on as it is: frozen and shared, so that it costs no
 * allocation.
 */
export function resolutionOf<T>(
  result: EvaluationResult,
  { valueType, defaultValue }: Question<T>,
): ResolutionDetails<T> {
  if (result.value !== undefined) {
    if (typeof result.value === valueType) return result as unknown as ResolutionDetails<T>;
    return mismatch(defaultValue, { asked: valueType, is: typeof result.value, result });
  }
  const { reason, flagMetadata } = result;
  const known = { value: defaultValue, reason, flagMetadata: present(flagMetadata) };
  if (result.errorCode === undefined) return known;
  return {
    ...known,
    errorCode: ErrorCode[result.errorCode],
    errorMessage: result.errorMessage,
  };
}

/** The answer where the flag's values are of another type than was asked for. */
export function mismatch<T>(
  defaultValue: T,
  { asked, is, result }: { asked: ValueType; is: string; result: EvaluationResult },
): ResolutionDetails<T> {
  return {
    value: defaultValue,
    reason: StandardResolutionReasons.ERROR,
    errorCode: ErrorCode.TYPE_MISMATCH,
    errorMessage: `The values of this flag are of type ${is}, not ${asked}.`,
    flagMetadata: present(result.flagMetadata),
  };
}

/** The answer before there is any state. */
export function notReady<T>(defaultValue: T): ResolutionDetails<T> {
  return {
    value: defaultValue,
    reason: StandardResolutionReasons.ERROR,
    errorCode: ErrorCode.PROVIDER_NOT_READY,
    errorMessage: 'There is no flag configuration yet.',
  };
}

/** The answer where the context could not even be read. */
export function unreadable<T>(defaultValue: T, error: unknown): ResolutionDetails<T> {
  return {
    value: defaultValue,
    reason: StandardResolutionReasons.ERROR,
    errorCode: ErrorCode.INVALID_CONTEXT,
    errorMessage: `The context could not be read: ${error instanceof Error ? error.message : typeof error}.`,
  };
}

function present(metadata: FlagMetadata): Record<string, string | number | boolean> {
  return metadata as Record<string, string | number | boolean>;
}
