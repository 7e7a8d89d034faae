import {
  Forbidden,
  ForeignTenant,
  InvalidName,
  InvalidParameter,
  InvalidRequest,
  PreconditionFailed,
  RateLimited,
  StoreUnavailable,
  Unauthenticated,
} from '@app/kernel';
import { CrossSiteRequest, RegistrationClosed, UndeclaredEndpoint } from '@app/auth';
import {
  ApiKeyExpiresInThePast,
  ApiKeyLimitReached,
  ApiKeyNeedsEnvironment,
  ApiKeyNotFound,
  EncodingNotAcceptable,
} from '@app/evaluation';
import {
  FlagNotFound,
  FlagValueTypeTaken,
  PromotionConflict,
  SegmentNotFound,
  StillInUse,
} from '@app/feature';
import { IdempotencyKeyInFlight, IdempotencyKeyReused } from '@app/platform/idempotency';
import {
  CredentialChanged,
  EnvironmentLimitReached,
  EnvironmentNameTaken,
  EnvironmentNotEmpty,
  EnvironmentNotFound,
  LastEnvironment,
  TenantNotFound,
  TenantTaken,
} from '@app/tenancy';
import { MethodNotAllowed } from './method-not-allowed';

/** What a code means to a client of HTTP. */
export interface ProblemKind {
  readonly status: number;
  readonly title: string;
}

/** Every error class that a request can end with; a class that is missing here does not compile below. */
export const PROBLEM_CLASSES = [
  InvalidRequest,
  InvalidParameter,
  InvalidName,
  Unauthenticated,
  Forbidden,
  ForeignTenant,
  PreconditionFailed,
  RateLimited,
  StoreUnavailable,
  EnvironmentNotFound,
  EnvironmentNameTaken,
  EnvironmentNotEmpty,
  EnvironmentLimitReached,
  LastEnvironment,
  TenantTaken,
  TenantNotFound,
  RegistrationClosed,
  CrossSiteRequest,
  UndeclaredEndpoint,
  CredentialChanged,
  ApiKeyNotFound,
  ApiKeyNeedsEnvironment,
  ApiKeyExpiresInThePast,
  ApiKeyLimitReached,
  EncodingNotAcceptable,
  FlagNotFound,
  FlagValueTypeTaken,
  StillInUse,
  SegmentNotFound,
  PromotionConflict,
  IdempotencyKeyReused,
  IdempotencyKeyInFlight,
  MethodNotAllowed,
] as const;

/** What goes wrong before or beside our own code. */
export const HTTP_CODES = [
  'request.malformed',
  'request.too_large',
  'request.unsupported_media_type',
  'route.not_found',
  'server.error',
] as const;

export type ErrorCode = (typeof PROBLEM_CLASSES)[number]['code'] | (typeof HTTP_CODES)[number];

/** The one table of codes and statuses: docs/problems.md and the OpenAPI document are made from it. */
export const PROBLEMS = {
  'request.malformed': { status: 400, title: 'Request cannot be parsed' },
  'request.parameter_invalid': { status: 400, title: 'Parameter not valid' },
  'request.invalid': { status: 422, title: 'Request not valid' },
  'request.not_acceptable': { status: 406, title: 'No acceptable encoding' },
  'request.too_large': { status: 413, title: 'Request too large' },
  'request.unsupported_media_type': { status: 415, title: 'Media type not supported' },
  'request.precondition_failed': { status: 412, title: 'Precondition failed' },
  'route.not_found': { status: 404, title: 'No such route' },
  'route.method_not_allowed': { status: 405, title: 'Method not allowed' },
  'server.error': { status: 500, title: 'Internal error' },
  'name.invalid': { status: 422, title: 'Name not valid' },
  'auth.unauthenticated': { status: 401, title: 'Not authenticated' },
  'auth.forbidden': { status: 403, title: 'Not allowed' },
  'auth.registration_closed': { status: 403, title: 'Registration closed' },
  'auth.csrf': { status: 403, title: 'Sent by another site' },
  'auth.undeclared': { status: 403, title: 'Endpoint not open' },
  'user.credential_changed': { status: 409, title: 'Password changed meanwhile' },
  'tenant.foreign': { status: 403, title: 'Another tenant' },
  'tenant.not_found': { status: 404, title: 'Tenant not found' },
  'tenant.taken': { status: 409, title: 'Tenant name taken' },
  'rate_limit.exceeded': { status: 429, title: 'Too many requests' },
  'store.unavailable': { status: 503, title: 'Store unavailable' },
  'flag.not_found': { status: 404, title: 'Flag not found' },
  'flag.value_type_taken': { status: 409, title: 'Another value type elsewhere' },
  'flag.in_use': { status: 409, title: 'Still in use' },
  'promotion.conflict': { status: 409, title: 'Promotion conflicts' },
  'idempotency.key_reused': { status: 422, title: 'Idempotency key reused' },
  'idempotency.in_flight': { status: 409, title: 'First request still in flight' },
  'segment.not_found': { status: 404, title: 'Segment not found' },
  'api_key.not_found': { status: 404, title: 'API key not found' },
  'api_key.environment_required': { status: 422, title: 'API key needs an environment' },
  'api_key.expired': { status: 422, title: 'API key would be expired' },
  'api_key.limit_reached': { status: 409, title: 'Too many API keys' },
  'environment.not_found': { status: 404, title: 'Environment not found' },
  'environment.name_taken': { status: 409, title: 'Environment name taken' },
  'environment.not_empty': { status: 409, title: 'Environment not empty' },
  'environment.last': { status: 409, title: 'Only environment' },
  'environment.limit_reached': { status: 409, title: 'Too many environments' },
} as const satisfies Record<ErrorCode, ProblemKind>;

/** The kind of problem behind a code; one that nobody listed is an internal error. */
export function problemKind(code: string): ProblemKind {
  return code in PROBLEMS ? PROBLEMS[code as ErrorCode] : PROBLEMS['server.error'];
}
