import type { EvaluationContext } from '@app/flag-engine';
import { type OfrepAnswer, refusal } from './ofrep-answer';

/** A context, or the answer that says what is wrong with the body. */
export type ParsedContext =
  | { readonly kind: 'context'; readonly context: EvaluationContext }
  | { readonly kind: 'refused'; readonly answer: OfrepAnswer };

const EMPTY: ParsedContext = { kind: 'context', context: {} };

/**
 * Reads `{ "context": { … } }`. Body and context may be left out: a flag that needs no unit never
 * asks for one.
 * @param key the flag, on the route of a single one
 */
export function parseContext(body: string, key?: string): ParsedContext {
  if (body === '') return EMPTY;
  let parsed: unknown;
  try {
    parsed = JSON.parse(body);
  } catch {
    return refused(key, 'PARSE_ERROR', 'The body is not valid JSON.', 'request.malformed');
  }
  if (!isObject(parsed))
    return invalid(key, 'The body must be an object with the member "context".');
  const { context } = parsed;
  if (context === undefined) return EMPTY;
  if (!isObject(context)) return invalid(key, '"context" must be an object.');
  return { kind: 'context', context };
}

function isObject(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

function invalid(key: string | undefined, errorDetails: string): ParsedContext {
  return refused(key, 'INVALID_CONTEXT', errorDetails, 'evaluation.context_invalid');
}

function refused(
  key: string | undefined,
  errorCode: string,
  errorDetails: string,
  code: string,
): ParsedContext {
  const answer = refusal({
    status: 400,
    errorCode,
    errorDetails,
    code,
    ...(key !== undefined && { key }),
  });
  return { kind: 'refused', answer };
}
