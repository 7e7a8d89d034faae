import type { FlagList } from '../domain/flag-list';

/** Bytes in front of a cached list that hold its stamp, so that the stamp can be read alone. */
export const STAMP_BYTES = 160;

/** The list as it is cached: JSON that begins with `{"epoch":"…","revision":12,`. */
export function toDocument({ epoch, revision, environmentId, flags }: FlagList): string {
  return JSON.stringify({ epoch, revision, environmentId, flags });
}

/** @throws SyntaxError for what this lib did not write */
export function fromDocument(text: string): FlagList {
  return JSON.parse(text) as FlagList;
}

const STAMP = /^\{"epoch":"([^"]*)","revision":(\d+),/;

/** The stamp at the beginning of a cached list; `undefined` for what this lib did not write. */
export function stampOf(head: string): { epoch: string; revision: number } | undefined {
  const [, epoch, revision] = STAMP.exec(head) ?? [];
  return epoch === undefined ? undefined : { epoch, revision: Number(revision) };
}
