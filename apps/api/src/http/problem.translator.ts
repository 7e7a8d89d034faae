import { HttpException } from '@nestjs/common';
import { DomainError, RateLimited, StoreUnavailable, Unauthenticated } from '@app/kernel';
import { isConnectionLoss } from '@app/platform/postgres';
import { MethodNotAllowed } from './method-not-allowed';
import { type ErrorCode, problemKind, PROBLEMS } from './problem.catalogue';

/** An error as HTTP says it: what the filter writes out. */
export interface TranslatedProblem {
  readonly code: string;
  readonly status: number;
  readonly title: string;
  readonly detail: string;
  readonly members: Readonly<Record<string, unknown>>;
  readonly headers: Readonly<Record<string, string>>;
  /** The error is ours to mend, not the caller's. */
  readonly unexpected: boolean;
}

const HTTP_DETAILS = {
  'request.malformed': 'The body is not the JSON that its Content-Type promises.',
  'request.too_large': 'The body is larger than this server accepts.',
  'request.unsupported_media_type': 'Send the body as "Content-Type: application/json".',
  'route.not_found': 'There is no such route; GET /docs lists those there are.',
  'server.error': 'Something went wrong on our side; the request id finds it in the logs.',
} as const;

const CODE_OF_STATUS: Readonly<Record<number, keyof typeof HTTP_DETAILS>> = {
  400: 'request.malformed',
  404: 'route.not_found',
  413: 'request.too_large',
  415: 'request.unsupported_media_type',
};

/** Translates whatever was thrown. Never leaks a stack, SQL or another message than its own. */
export function translate(error: unknown): TranslatedProblem {
  if (error instanceof DomainError) return fromDomain(error);
  if (isConnectionLoss(error)) return fromDomain(new StoreUnavailable('The database', 5));
  const status = httpStatusOf(error);
  const code = status === undefined ? 'server.error' : (CODE_OF_STATUS[status] ?? 'server.error');
  return {
    code,
    ...PROBLEMS[code satisfies ErrorCode],
    detail: HTTP_DETAILS[code],
    members: {},
    headers: {},
    unexpected: code === 'server.error',
  };
}

function fromDomain(error: DomainError): TranslatedProblem {
  const kind = problemKind(error.code);
  return {
    code: error.code,
    ...kind,
    detail: error.message,
    members: error.details,
    headers: headersOf(error),
    unexpected: kind.status === 500,
  };
}

function headersOf(error: DomainError): Record<string, string> {
  if (error instanceof Unauthenticated) return { 'WWW-Authenticate': 'Bearer realm="toggle"' };
  if (error instanceof MethodNotAllowed) return { Allow: error.allowed.join(', ') };
  if (error instanceof RateLimited || error instanceof StoreUnavailable) {
    return { 'Retry-After': String(Math.max(1, Math.ceil(error.retryAfterSeconds))) };
  }
  return {};
}

function httpStatusOf(error: unknown): number | undefined {
  if (error instanceof HttpException) return error.getStatus();
  if (error instanceof Error && 'statusCode' in error && typeof error.statusCode === 'number') {
    return error.statusCode;
  }
  return undefined;
}
