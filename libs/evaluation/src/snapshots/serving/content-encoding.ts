import Negotiator from 'negotiator';
import QuickLRU from 'quick-lru';

/** How a document may be encoded, the one that is best for the wire first. */
export const CONTENT_ENCODINGS = ['br', 'gzip', 'identity'] as const;
export type ContentEncoding = (typeof CONTENT_ENCODINGS)[number];

/** Clients send a handful of different headers; the answer to each is worked out once. */
const MOST_REMEMBERED = 200;
const remembered = new QuickLRU<string, ContentEncoding | 'none'>({ maxSize: MOST_REMEMBERED });

/** As it is since version 1; its published types are older. */
interface Negotiating {
  encodings<T extends string>(
    available: readonly T[],
    options: { readonly preferred: readonly T[] },
  ): T[];
}

/**
 * What to encode an answer with, by `Accept-Encoding` (RFC 9110 §12.5.3): the highest `q`, of equal
 * ones the shortest answer.
 * @param header absent: anything goes, so nothing is done
 * @returns `undefined` when the client accepts none of ours, not even no encoding
 */
export function negotiateEncoding(header: string | undefined): ContentEncoding | undefined {
  if (header === undefined) return 'identity';
  const known = remembered.get(header);
  if (known !== undefined) return known === 'none' ? undefined : known;
  const negotiator = new Negotiator({ headers: { 'accept-encoding': header } }) as Negotiating;
  const [best] = negotiator.encodings(CONTENT_ENCODINGS, { preferred: CONTENT_ENCODINGS });
  remembered.set(header, best ?? 'none');
  return best;
}
