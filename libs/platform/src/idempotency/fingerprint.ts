import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';

/** What makes two requests the same request. */
export interface FingerprintedRequest {
  readonly method: string;
  /** Path and query. */
  readonly url: string;
  /** The condition of a conditional request is part of what is asked for. */
  readonly ifMatch?: string | undefined;
  /** The parsed body; members in another order are the same body. */
  readonly body?: unknown;
}

/** SHA-256 of the request in canonical form (RFC 8785): 32 bytes. */
export function fingerprintOf({ method, url, ifMatch, body }: FingerprintedRequest): Buffer {
  const text = canonicalize([method, url, ifMatch ?? null, body ?? null]);
  return createHash('sha256').update(text).digest();
}
