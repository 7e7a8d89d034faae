import { DomainError, StoreUnavailable } from '@app/kernel';
import { type OfrepAnswer, refusal } from '../ofrep/ofrep-answer';

const withKey = (key: string | undefined): { key?: string } => (key === undefined ? {} : { key });

export function unauthenticated(key?: string): OfrepAnswer {
  return refusal({
    status: 401,
    errorCode: 'GENERAL',
    errorDetails: 'Send a valid API key as "Authorization: Bearer" or "X-API-Key".',
    code: 'auth.unauthenticated',
    ...withKey(key),
  });
}

export function unboundKey(key?: string): OfrepAnswer {
  return refusal({
    status: 403,
    errorCode: 'GENERAL',
    errorDetails: 'This key is bound to no environment; evaluate with one that is.',
    code: 'auth.forbidden',
    ...withKey(key),
  });
}

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

export function tooLarge(key?: string): OfrepAnswer {
  return refusal({
    status: 413,
    errorCode: 'INVALID_CONTEXT',
    errorDetails: 'The context is larger than this server accepts.',
    code: 'request.too_large',
    ...withKey(key),
  });
}

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
  if (error instanceof StoreUnavailable) {
    return refusal({
      status: 503,
      errorCode: 'GENERAL',
      errorDetails: error.message,
      code: error.code,
      retryAfterSeconds: error.retryAfterSeconds,
      ...withKey(key),
    });
  }
  const known = error instanceof DomainError;
  return refusal({
    status: known ? 404 : 500,
    errorCode: 'GENERAL',
    errorDetails: known ? error.message : 'Something went wrong on our side.',
    code: known ? error.code : 'server.error',
    ...withKey(key),
  });
}
