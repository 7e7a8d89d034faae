/** What a log says of an error. */
export interface ErrorFields {
  readonly type: string;
  readonly message: string;
  readonly stack?: string;
  readonly code?: string | number;
  readonly cause?: ErrorFields;
}

const DEEPEST_CAUSE = 5;

/**
 * An error for the log. Only what is known to be harmless: other members of an error may hold
 * anything, such as the parameters of a failed query.
 */
export function errorFields(error: unknown, depth = 0): ErrorFields {
  if (!(error instanceof Error)) return { type: typeof error, message: String(error) };
  const { code } = error as { readonly code?: unknown };
  const goesOn = error.cause !== undefined && depth < DEEPEST_CAUSE;
  return {
    type: error.name,
    message: error.message,
    ...(error.stack === undefined ? {} : { stack: error.stack }),
    ...(typeof code === 'string' || typeof code === 'number' ? { code } : {}),
    ...(goesOn ? { cause: errorFields(error.cause, depth + 1) } : {}),
  };
}
