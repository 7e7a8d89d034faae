import type { ServerResponse } from 'node:http';
import { REQUEST_ID_HEADER } from '@app/platform/http';
import type { OfrepAnswer } from '../ofrep/ofrep-answer';

/** OFREP wants plain JSON, refusals included. */
const JSON_TYPE = 'application/json; charset=utf-8';
/** An answer is for this caller and this context; a browser may keep it to ask whether it still holds. */
const CACHING = 'private, no-cache';
const TOO_LARGE = 413;

/** What an answer on the wire owes to its request. */
export interface Addressee {
  /** Of a cross-origin request. Keys are not cookies, so any origin may ask. */
  readonly origin: string | undefined;
  /** Answered with, where there is one. */
  readonly requestId: string | undefined;
}

/** Writes an answer of the data plane to the wire. */
export function writeAnswer(
  response: ServerResponse,
  answer: OfrepAnswer,
  { origin, requestId }: Addressee,
): void {
  const { status, body, bytes, etag, retryAfterSeconds, contentType = JSON_TYPE } = answer;
  const length = bytes ?? Buffer.byteLength(body);
  const headers = ['Cache-Control', CACHING, 'X-Content-Type-Options', 'nosniff'];
  if (status !== 304) {
    headers.push('Content-Type', contentType, 'Content-Length', `${length}`);
  }
  if (requestId !== undefined) headers.push(REQUEST_ID_HEADER, requestId);
  if (etag !== undefined) headers.push('ETag', etag);
  if (retryAfterSeconds !== undefined) headers.push('Retry-After', `${retryAfterSeconds}`);
  if (status === 401) headers.push('WWW-Authenticate', 'Bearer realm="toggle"');
  // The rest of the body is not read, so the connection can carry no other request.
  if (status === TOO_LARGE) headers.push('Connection', 'close');
  if (origin !== undefined) {
    headers.push('Access-Control-Allow-Origin', '*');
    headers.push('Access-Control-Expose-Headers', 'ETag, Retry-After, X-Request-Id');
  }
  response.writeHead(status, headers);
  if (body === '') response.end();
  // Text that is all ASCII is the same in both, and in Latin 1 need not be measured again.
  else response.end(body, length === body.length ? 'latin1' : 'utf8');
}
