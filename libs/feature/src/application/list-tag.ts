import { createHash } from 'node:crypto';
import { canonicalize } from 'json-canonicalize';
import type { Flag } from '../domain/flag';
import type { Stamp } from '../domain/flag-list';
import { type ListQuery, pageId } from './list.query';

const HASH_CHARACTERS = 22;

/** What an answer depends on beside the state of the environment. */
export interface TagInputs {
  readonly query: Omit<ListQuery, 'environment'>;
  /** Epoch milliseconds of the next moment at which time alone changes an answer. */
  readonly until?: number | undefined;
}

/**
 * The weak entity tag of a list: equal only for equal answers. Revision and epoch say which flags,
 * the hash which of them for whom, and `until` ends its life when a schedule comes due.
 */
export function listTag(
  { epoch, revision }: Stamp,
  selected: readonly Flag[],
  { query, until }: TagInputs,
): string {
  const updatedAt = selected.reduce(
    (latest, flag) => (flag.updatedAt > latest ? flag.updatedAt : latest),
    '',
  );
  const audience = query.context === undefined ? null : canonicalize(query.context);
  const hash = createHash('sha256')
    .update(JSON.stringify([epoch, updatedAt, pageId(query), audience, until ?? null]))
    .digest('base64url')
    .slice(0, HASH_CHARACTERS);
  return `W/"${revision}-${selected.length}-${hash}"`;
}
