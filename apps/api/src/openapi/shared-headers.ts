import type { OpenAPIObject } from '@nestjs/swagger';
import { type AnnotatedOperation, operationsOf } from './annotated-operation';

const RATE_LIMIT_HEADERS: Readonly<Record<string, string>> = {
  'X-RateLimit-Limit': 'Capacity of the tenant’s token bucket.',
  'X-RateLimit-Remaining': 'Whole tokens left in it.',
  RateLimit:
    'What is left, and seconds to the next token (draft-ietf-httpapi-ratelimit-headers-10).',
  'RateLimit-Policy': 'Capacity, and seconds in which an empty bucket is full again (same draft).',
};

const IDEMPOTENCY_KEY = {
  name: 'Idempotency-Key',
  in: 'header',
  required: false,
  description:
    'Any text of your own, at most 255 characters. The same request with the same key gets the first answer again, with `Idempotency-Replayed: true`; kept for 24 hours.',
  schema: { type: 'string', maxLength: 257 },
  example: '"8e03978e-40d5-43dd-bc93-6894a57f9324"',
} as const;

const WRITES = new Set(['post', 'delete']);

/** Every write takes an `Idempotency-Key`, unless its endpoint says that it does not. */
export function acceptIdempotencyKeys(document: OpenAPIObject): void {
  for (const { method, operation } of operationsOf(document)) {
    if (WRITES.has(method) && operation['x-idempotent'] === true) acceptKey(operation);
    delete operation['x-idempotent'];
  }
}

/** Every limited answer, refusals included, says what is left. */
export function addRateLimitHeaders(document: OpenAPIObject): void {
  for (const { operation } of operationsOf(document)) {
    if (operation['x-limit'] === 'tenant' && operation['x-access'] !== 'public') limit(operation);
    delete operation['x-limit'];
  }
}

function limit(operation: AnnotatedOperation): void {
  const headers = Object.fromEntries(
    Object.entries(RATE_LIMIT_HEADERS).map(([name, description]) => [
      name,
      { description, schema: { type: 'string' as const } },
    ]),
  );
  for (const response of Object.values(operation.responses)) {
    if (response === undefined || '$ref' in response) continue;
    response.headers = { ...headers, ...response.headers };
  }
}

function acceptKey(operation: AnnotatedOperation): void {
  operation.parameters = [...(operation.parameters ?? []), IDEMPOTENCY_KEY];
  operation['x-problem-codes'] = [
    ...(operation['x-problem-codes'] ?? []),
    'idempotency.key_reused',
    'idempotency.in_flight',
  ];
}
