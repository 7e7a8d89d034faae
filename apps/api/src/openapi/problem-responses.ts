import type { OpenAPIObject } from '@nestjs/swagger';
import { problemKind } from '../http/problem.catalogue';
import { type AnnotatedOperation, operationsOf } from './annotated-operation';

const PROBLEM_SCHEMA = { $ref: '#/components/schemas/Problem' };

/** Adds every refusal an operation can answer with: what it declares, and what all like it share. */
export function addProblemResponses(document: OpenAPIObject): void {
  for (const { operation } of operationsOf(document)) documentProblems(operation);
}

function documentProblems(operation: AnnotatedOperation): void {
  const byStatus = Map.groupBy(codesOf(operation), (code) => problemKind(code).status);
  for (const [status, codes] of byStatus) {
    if (status in operation.responses) continue;
    operation.responses[status] = problemResponse(status, codes);
  }
  if (operation['x-access'] === 'public') operation.security = [];
  delete operation['x-problem-codes'];
}

function codesOf(operation: AnnotatedOperation): string[] {
  const access = operation['x-access'];
  const codes = new Set<string>(operation['x-problem-codes'] ?? []);
  if (access !== undefined && access !== 'public') codes.add('auth.unauthenticated');
  if (access !== undefined && access !== 'public') codes.add('auth.forbidden');
  if (access?.includes(':') === true) codes.add('tenant.foreign');
  if (operation['x-limit'] === 'tenant' && access !== 'public') codes.add('rate_limit.exceeded');
  if (operation.requestBody !== undefined) {
    codes.add('request.malformed').add('request.invalid');
    codes.add('request.too_large').add('request.unsupported_media_type');
  }
  if ((operation.parameters ?? []).length > 0) codes.add('request.parameter_invalid');
  if (access !== undefined) codes.add('server.error').add('store.unavailable');
  return [...codes].sort();
}

function problemResponse(
  status: number,
  codes: readonly string[],
): AnnotatedOperation['responses'][string] {
  const kinds = codes.map((code) => `\`${code}\`: ${problemKind(code).title}`);
  return {
    description: `${kinds.join('; ')}.`,
    ...headersFor(status),
    content: {
      'application/problem+json': {
        schema: PROBLEM_SCHEMA,
        examples: Object.fromEntries(codes.map((code) => [code, { value: exampleOf(code) }])),
      },
    },
  };
}

function headersFor(status: number): object {
  if (status === 401) return { headers: { 'WWW-Authenticate': header('How to authenticate.') } };
  if (status === 429 || status === 503) {
    return {
      headers: { 'Retry-After': header('Seconds until a new try may succeed.', 'integer') },
    };
  }
  return {};
}

function header(description: string, type = 'string'): object {
  return { description, schema: { type } };
}

function exampleOf(code: string): object {
  const { status, title } = problemKind(code);
  return {
    type: `urn:toggle-service:problem:${code}`,
    title,
    status,
    detail: `${title}.`,
    instance: '/',
    code,
    requestId: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  };
}
