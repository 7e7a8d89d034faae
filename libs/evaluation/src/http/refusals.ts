import { DomainError, StoreUnavailable } from '@app/kernel';
import { isConnectionLoss } from '@app/platform/postgres';
import { EnvironmentNotFound } from '@app/tenancy';
import { type OfrepAnswer, refusal } from '../ofrep/ofrep-answer';

const withKey = (key: string | undefined): { key?: string } => (key === undefined ? {} : { key });

/** No key, or one that opens nothing. */
export function unauthenticated(key?: string): OfrepAnswer {
  return refusal({
    status: 401,
    errorCode: 'GENERAL',
    errorDetails: 'Send a valid API key as "Authorization: Bearer" or "X-API-Key".',
    code: 'auth.unauthenticated',
    ...withKey(key),
  });
}

/** The request names another environment than the key's own: refused as on every other route. */
export function otherEnvironment(own: string, key?: string): OfrepAnswer {
  return refusal({
    status: 403,
    errorCode: 'GENERAL',
    errorDetails: `This credential is bound to the environment "${own}".`,
    code: 'auth.forbidden',
    ...withKey(key),
  });
}

/** A client-side key asks for what holds the rules themselves. */
export function serversOnly(): OfrepAnswer {
  return refusal({
    status: 403,
    errorCode: 'GENERAL',
    errorDetails:
      'A client-side key hears that something changed, not what. Leave out "data", and use OFREP.',
    code: 'auth.forbidden',
  });
}

/** Past a limit; at least a second, since published clients read whole seconds. */
export function limited(retryAfterMs: number, key?: string): OfrepAnswer {
  return refusal({
    status: 429,
    errorCode: 'GENERAL',
    errorDetails: 'Too many evaluations.',
    code: 'rate_limit.exceeded',
    retryAfterSeconds: Math.max(1, Math.ceil(retryAfterMs / 1000)),
    ...withKey(key),
  });
}

/** The body is larger than `BODY_LIMIT_BYTES`. */
export function tooLarge(key?: string): OfrepAnswer {
  return refusal({
    status: 413,
    errorCode: 'INVALID_CONTEXT',
    errorDetails: 'The body is larger than this server accepts.',
    code: 'request.too_large',
    ...withKey(key),
  });
}

/** The body is said to be something else than JSON. */
export function wrongMediaType(key?: string): OfrepAnswer {
  return refusal({
    status: 415,
    errorCode: 'INVALID_CONTEXT',
    errorDetails: 'Send the context as "Content-Type: application/json".',
    code: 'request.unsupported_media_type',
    ...withKey(key),
  });
}

/** What could not be loaded: a store that is lost comes back, an environment that is gone does not. */
export function failed(error: unknown, key?: string): OfrepAnswer {
  const known = isConnectionLoss(error) ? new StoreUnavailable('The database', 1) : error;
  if (known instanceof StoreUnavailable) {
    return { ...failure(503, known, key), retryAfterSeconds: known.retryAfterSeconds };
  }
  if (known instanceof EnvironmentNotFound) return environmentGone(known, key);
  const ours = refusal({
    status: 500,
    errorCode: 'GENERAL',
    errorDetails: 'Something went wrong on our side.',
    code: 'server.error',
    ...withKey(key),
  });
  return { ...ours, cause: error };
}

/** Of one flag the protocol knows only that it was not found, which is true. */
function environmentGone({ message, code }: DomainError, key?: string): OfrepAnswer {
  const errorCode = key === undefined ? 'GENERAL' : 'FLAG_NOT_FOUND';
  return refusal({ status: 404, errorCode, errorDetails: message, code, ...withKey(key) });
}

function failure(status: number, { message, code }: DomainError, key?: string): OfrepAnswer {
  return refusal({ status, errorCode: 'GENERAL', errorDetails: message, code, ...withKey(key) });
}
