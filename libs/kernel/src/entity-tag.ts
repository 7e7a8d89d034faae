/** What a strong entity tag of one thing in an environment is made of. */
export interface Tagged {
  /** Of the row: one that was deleted and made again is another one. */
  readonly id: string;
  readonly version: number;
}

/** Strong entity tag (RFC 9110, 8.8.3). `epoch`: after a restore the same version may be another text. */
export function strongTag({ id, version }: Tagged, epoch: string): string {
  return `"${epoch}-${id}-${version}"`;
}

/** Whether `If-Match` names the present representation; `present` is `undefined` where there is none. */
export function ifMatchHolds(header: string, present: string | undefined): boolean {
  if (header.trim() === '*') return present !== undefined;
  // Strong comparison: a weak tag never matches.
  return tagsIn(header).some((tag) => !tag.startsWith('W/') && tag === present);
}

/** Whether `If-None-Match` names the present representation, by weak comparison. */
export function ifNoneMatchNames(header: string, present: string | undefined): boolean {
  if (header.trim() === '*') return present !== undefined;
  if (present === undefined) return false;
  return tagsIn(header).some((tag) => opaque(tag) === opaque(present));
}

function opaque(tag: string): string {
  return tag.startsWith('W/') ? tag.slice(2) : tag;
}

const ENTITY_TAG = /(?:W\/)?"[\x21\x23-\x7e\x80-\xff]*"/g;

function tagsIn(header: string): string[] {
  return header.match(ENTITY_TAG) ?? [];
}
