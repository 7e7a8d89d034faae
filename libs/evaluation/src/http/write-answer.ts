import type { ServerResponse } from 'node:http';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';

/** OFREP wants plain JSON, refusals included. */
const JSON_TYPE = 'application/json; charset=utf-8';
/** An answer is for this caller and this context; a browser may keep it to ask whether it still holds. */
const CACHING = 'private, no-cache';

/** The headers of a cross-origin answer: keys are not cookies, so any origin may ask. */
export const CORS_HEADERS: Readonly<Record<string, string>> = {
  'Access-Control-Allow-Origin': '*',
  'Access-Control-Expose-Headers': 'ETag, Retry-After, X-Request-Id',
};

/** Writes an answer of the data plane to the wire. */
export function writeAnswer(response: ServerResponse, answer: OfrepAnswer, origin?: string): void {
  const { status, body, etag, retryAfterSeconds } = answer;
  const headers: Record<string, string | number> = { 'Cache-Control': CACHING };
  if (status !== 304) {
    headers['Content-Type'] = JSON_TYPE;
    headers['Content-Length'] = Buffer.byteLength(body);
  }
  if (etag !== undefined) headers['ETag'] = etag;
  if (retryAfterSeconds !== undefined) headers['Retry-After'] = retryAfterSeconds;
  if (status === 401) headers['WWW-Authenticate'] = 'Bearer realm="toggle"';
  if (origin !== undefined) Object.assign(headers, CORS_HEADERS);
  response.writeHead(status, headers);
  response.end(body === '' ? undefined : body);
}
