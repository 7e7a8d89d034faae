import { Ajv2020 } from 'ajv/dist/2020.js';
import { OFREP_SCHEMA, type OfrepPart } from './ofrep.schema';

const FLAGS = '/ofrep/v1/evaluate/flags';
const ajv = new Ajv2020({ allErrors: true, strict: false }).addSchema(OFREP_SCHEMA);

/** An answer of the service as it came over the wire. */
export interface WireAnswer {
  readonly url: string;
  readonly method: string;
  readonly status: number;
  readonly headers: Headers;
  readonly text: string;
}

/** Which statuses have which parts, on the route of one flag and on that of many. */
const PARTS: Readonly<Record<'single' | 'bulk', Readonly<Record<number, OfrepPart>>>> = {
  single: { 200: 'evaluationSuccess', 400: 'evaluationFailure', 404: 'flagNotFound' },
  bulk: { 200: 'bulkEvaluationSuccess', 400: 'bulkEvaluationFailure' },
};
/** What may be refused with the protocol's own code for anything. */
const GENERAL = new Set([401, 403, 429, 500, 503]);

/**
 * Holds an answer against OFREP 0.3.0 and against what published providers rely on. Answers of
 * other routes pass.
 * @throws Error that names every offence
 */
export function assertOfrep(answer: WireAnswer): void {
  const { pathname } = new URL(answer.url);
  if (answer.method !== 'POST' || !pathname.startsWith(FLAGS)) return;
  const key = decodeURIComponent(pathname.slice(FLAGS.length + 1));
  const offences = [...offencesOf(answer, key)];
  if (offences.length === 0) return;
  const what = `POST ${pathname} → ${answer.status} ${answer.text.slice(0, 500)}`;
  throw new Error(`This is not OFREP:\n- ${offences.join('\n- ')}\n${what}`);
}

/** `fetch` that holds every answer against the protocol, for clients that take one. */
export async function conformingFetch(
  input: string | URL | Request,
  init?: RequestInit,
): Promise<Response> {
  const request = new Request(input, init);
  const response = await fetch(request);
  const { url, method } = request;
  if (url.includes(FLAGS)) {
    const text = await response.clone().text();
    assertOfrep({ url, method, status: response.status, headers: response.headers, text });
  }
  return response;
}

/** Whether `value` is that part of the protocol; otherwise what is wrong with it. */
export function offencesAgainst(part: OfrepPart, value: unknown): string[] {
  const validate = ajv.getSchema(`${OFREP_SCHEMA.$id}#/$defs/${part}`);
  if (validate === undefined) throw new Error(`The schema has no part "${part}".`);
  if (validate(value) === true) return [];
  return (validate.errors ?? []).map(
    ({ instancePath, message }) => `${part}${instancePath} ${message ?? ''}`,
  );
}

function* offencesOf(answer: WireAnswer, key: string): Iterable<string> {
  const { status, headers, text } = answer;
  const kind = key === '' ? 'bulk' : 'single';
  if (kind === 'bulk' && (status === 200 || status === 304) && !headers.has('ETag')) {
    yield 'a bulk answer has an ETag';
  }
  if (status === 304) {
    if (text !== '') yield 'a 304 has no body';
    return;
  }
  if (headers.get('Content-Type') !== 'application/json; charset=utf-8') {
    yield `the content type is "${headers.get('Content-Type') ?? ''}"`;
  }
  const body = JSON.parse(text) as Record<string, unknown>;
  yield* offencesAgainst(PARTS[kind][status] ?? 'generalErrorResponse', body);
  if (status === 200) yield* offencesOfSuccess(kind, key, body);
  else yield* offencesOfRefusal(answer, key, body);
}

function* offencesOfSuccess(
  kind: 'single' | 'bulk',
  key: string,
  body: Record<string, unknown>,
): Iterable<string> {
  const flags = kind === 'single' ? [body] : (body['flags'] as Record<string, unknown>[]);
  for (const flag of flags) {
    const failed = flag['errorCode'] !== undefined;
    yield* offencesAgainst(failed ? 'survivableRefusal' : 'survivableSuccess', flag);
  }
  if (kind === 'single' && body['key'] !== key) yield `the key is not "${key}"`;
}

function* offencesOfRefusal(
  { status, headers }: WireAnswer,
  key: string,
  body: Record<string, unknown>,
): Iterable<string> {
  yield* offencesAgainst('survivableRefusal', body);
  if (key !== '' && body['key'] !== key) yield `the refusal does not carry the key "${key}"`;
  if (GENERAL.has(status) && body['errorCode'] !== 'GENERAL') yield 'its errorCode is not GENERAL';
  if (status === 429 && !/^[1-9]\d*$/.test(headers.get('Retry-After') ?? '')) {
    yield 'Retry-After is not a whole number of seconds, one at least';
  }
}
