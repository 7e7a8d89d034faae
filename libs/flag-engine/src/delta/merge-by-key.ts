interface Keyed {
  readonly key: string;
}

/** What is to happen to a list. */
interface Changes<Item> {
  /** New ones and replacements, by key. */
  readonly put: readonly Item[];
  readonly deleted: readonly string[];
}

/** A list that is sorted by key, with changes made to it: sorted again, and the rest of it the same objects. */
export function mergeByKey<Item extends Keyed>(
  present: readonly Item[],
  { put, deleted }: Changes<Item>,
): readonly Item[] {
  if (put.length === 0 && deleted.length === 0) return present;
  const replaced = new Set([...deleted, ...put.map(({ key }) => key)]);
  const coming = [...put].sort((a, b) => (a.key < b.key ? -1 : 1));
  const merged: Item[] = [];
  let next = 0;
  for (const item of present) {
    for (; beforeIn(coming[next], item); next += 1) merged.push(coming[next] as Item);
    if (!replaced.has(item.key)) merged.push(item);
  }
  for (; next < coming.length; next += 1) merged.push(coming[next] as Item);
  return merged;
}

function beforeIn(candidate: Keyed | undefined, item: Keyed): boolean {
  return candidate !== undefined && candidate.key <= item.key;
}
