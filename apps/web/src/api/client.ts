import createClient from 'openapi-fetch';
import type { paths } from './schema';
import { Problem, problemFrom, unreachable } from './problem';

/** Calls the API of this origin; the session travels in its HttpOnly cookie. */
export const api = createClient<paths>({
  baseUrl: window.location.origin,
  credentials: 'same-origin',
  headers: { Accept: 'application/json, application/problem+json' },
});

/** What a call of `api` resolves to, as far as answers are read here. */
interface Answer<T> {
  readonly data?: T;
  readonly error?: unknown;
  readonly response: Response;
}

/** An answer with the validator that a later write of the same thing is made conditional on. */
export interface Versioned<T> {
  readonly value: T;
  readonly etag: string | undefined;
}

/**
 * The body of a successful answer.
 * @throws Problem for a refusal, and when nobody answers
 */
export async function bodyOf<T>(call: Promise<Answer<T>>): Promise<T> {
  return (await answerOf(call)).body;
}

/**
 * The body of a successful answer with its `ETag`.
 * @throws Problem for a refusal, and when nobody answers
 */
export async function versionedBodyOf<T>(call: Promise<Answer<T>>): Promise<Versioned<T>> {
  const { body, response } = await answerOf(call);
  return { value: body, etag: response.headers.get('ETag') ?? undefined };
}

async function answerOf<T>(call: Promise<Answer<T>>): Promise<{ body: T; response: Response }> {
  const { data, error, response } = await settled(call);
  if (!response.ok) throw problemFrom(response, error);
  return { body: data as T, response };
}

async function settled<T>(call: Promise<Answer<T>>): Promise<Answer<T>> {
  try {
    return await call;
  } catch (error) {
    throw error instanceof Problem ? error : unreachable(error);
  }
}
