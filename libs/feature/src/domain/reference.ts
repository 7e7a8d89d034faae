/** A flag or a segment of an environment, named by another one. */
export interface Reference {
  readonly kind: 'flag' | 'segment';
  readonly key: string;
}

/** One text per reference, for maps and sets. */
export function referenceId({ kind, key }: Reference): string {
  return `${kind}/${key}`;
}

/** `flag "a", flag "b" and segment "c"`, for sentences. */
export function inWords(references: readonly Reference[]): string {
  const words = references.map(({ kind, key }) => `${kind} "${key}"`);
  const last = words.pop() ?? 'nothing';
  return words.length === 0 ? last : `${words.join(', ')} and ${last}`;
}
