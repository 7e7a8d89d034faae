import { applyDecorators, HttpCode, SetMetadata, type Type } from '@nestjs/common';
import {
  ApiBearerAuth,
  ApiCookieAuth,
  ApiExtension,
  ApiOperation,
  ApiResponse,
  ApiSecurity,
} from '@nestjs/swagger';
import type { DomainErrorClass, Scope } from '@app/kernel';
import { heeds, type WriteCondition } from './write-conditions';

/**
 * Who may call. A scope; `authenticated`: anyone who proved who they are; `public`: everyone.
 * An endpoint without a declaration is refused.
 */
export type Access = Scope | 'authenticated' | 'public';

export interface EndpointOptions {
  /** One line in the imperative: "Promote flags between environments". */
  readonly summary: string;
  readonly description?: string;
  readonly access: Access;
  /** `tenant` (default): takes a token of the tenant's bucket. `none`: not limited here. */
  readonly limit?: 'tenant' | 'none';
  /** The status of success; default 200. */
  readonly status?: number;
  /** Further statuses of success with the same body or none: `{ 201: 'created', 304: 'not modified' }`. */
  readonly alsoStatus?: Readonly<Record<number, string>>;
  /** The class of the answer's body; absent: no body. */
  readonly returns?: Type;
  /** What can go wrong beyond what every endpoint shares. */
  readonly problems?: readonly DomainErrorClass[];
  /** The use case as logs and audit name it: `flag.upsert`. */
  readonly action?: string;
  /** The conditional headers that a write heeds; 412 where they do not hold. */
  readonly conditions?: readonly WriteCondition[];
  /** Answer headers by name, each with a sentence. */
  readonly headers?: Readonly<Record<string, string>>;
  /** May be called with an API key as well (`X-API-Key` or bearer). */
  readonly apiKey?: boolean;
  /**
   * `false`: an `Idempotency-Key` is ignored, because the request or its answer holds a secret that
   * must not be kept. Default `true`; only writes of a known caller take one at all.
   */
  readonly idempotent?: boolean;
}

/** Metadata key under which guards find the options of a route. */
export const ENDPOINT = Symbol('endpoint');

/**
 * States the whole endpoint in one place, so that the guard and the document cannot disagree.
 * Silence means closed: the scope guard refuses a route without it.
 */
export function Endpoint(options: EndpointOptions): MethodDecorator {
  const status = options.status ?? 200;
  const success = Object.entries({
    [status]: successOf(status),
    ...options.alsoStatus,
  }).map(([code, description]) => response(Number(code), description, options));
  return applyDecorators(
    SetMetadata(ENDPOINT, options),
    HttpCode(status),
    ApiOperation({ summary: options.summary, description: options.description ?? '' }),
    ApiExtension('x-access', options.access),
    ApiExtension('x-limit', options.limit ?? 'tenant'),
    ApiExtension('x-idempotent', options.idempotent ?? options.access !== 'public'),
    ApiExtension(
      'x-problem-codes',
      (options.problems ?? []).map((problem) => problem.code),
    ),
    ...(options.conditions ?? []).map(heeds),
    ...success,
    ...security(options),
  );
}

function successOf(status: number): string {
  if (status === 201) return 'Created.';
  if (status === 204) return 'Done; no body.';
  return 'Success.';
}

const BODILESS = new Set([204, 304]);

function response(status: number, description: string, options: EndpointOptions): MethodDecorator {
  const headers = Object.fromEntries(
    Object.entries(options.headers ?? {}).map(([name, sentence]) => [
      name,
      { description: sentence, schema: { type: 'string' as const } },
    ]),
  );
  const body = options.returns !== undefined && !BODILESS.has(status);
  return ApiResponse({
    status,
    description,
    headers,
    ...(body ? { type: options.returns } : {}),
  });
}

function security(options: EndpointOptions): MethodDecorator[] {
  if (options.access === 'public') return [];
  const decorators = [ApiBearerAuth('bearer'), ApiCookieAuth('cookie')];
  return options.apiKey === true ? [...decorators, ApiSecurity('apiKey')] : decorators;
}
