import { StoreUnavailable } from '@app/kernel';
import { isConnectionLoss } from '@app/platform/postgres';
import { EnvironmentNotFound } from '@app/tenancy';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';
import { problemAnswer } from './problem-answer';

/** No key, or one that opens nothing. */
export function unauthenticated(): OfrepAnswer {
  return problemAnswer({
    status: 401,
    code: 'auth.unauthenticated',
    title: 'Not authenticated',
    detail: 'Send a valid API key as "Authorization: Bearer" or "X-API-Key".',
  });
}

/** Past a limit; at least a second, since clients read whole seconds. */
export function limited(retryAfterMs: number): OfrepAnswer {
  const retryAfterSeconds = Math.max(1, Math.ceil(retryAfterMs / 1000));
  return problemAnswer({
    status: 429,
    code: 'rate_limit.exceeded',
    title: 'Too many requests',
    detail: `Too many requests; try again in ${retryAfterSeconds} s.`,
    retryAfterSeconds,
  });
}

/** The body is larger than the route takes. */
export function tooLarge(limitBytes: number): OfrepAnswer {
  return problemAnswer({
    status: 413,
    code: 'request.too_large',
    title: 'Request too large',
    detail: `The body is larger than the ${limitBytes} bytes that are accepted here.`,
  });
}

/** The body is said to be something else than JSON. */
export function wrongMediaType(): OfrepAnswer {
  return problemAnswer({
    status: 415,
    code: 'request.unsupported_media_type',
    title: 'Media type not supported',
    detail: 'Send the body as "Content-Type: application/json".',
  });
}

/** What could not be loaded: a store that is lost comes back, an environment that is gone does not. */
export function failed(error: unknown): OfrepAnswer {
  const known = isConnectionLoss(error) ? new StoreUnavailable('The database', 1) : error;
  if (known instanceof StoreUnavailable) {
    const { code, message: detail, retryAfterSeconds } = known;
    return problemAnswer({
      ...{ status: 503, code, title: 'Store unavailable', detail },
      retryAfterSeconds,
    });
  }
  if (known instanceof EnvironmentNotFound) {
    const { code, message: detail } = known;
    return problemAnswer({ status: 404, code, title: 'Environment not found', detail });
  }
  const ours = problemAnswer({
    status: 500,
    code: 'server.error',
    title: 'Internal error',
    detail: 'Something went wrong on our side.',
  });
  return { ...ours, cause: error };
}
