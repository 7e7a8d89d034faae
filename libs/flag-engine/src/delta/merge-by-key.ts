interface Keyed {
  readonly key: string;
}

/** What is to happen to a list. */
interface Changes<Item> {
  /** New ones and replacements, by key. */
  readonly put: readonly Item[];
  readonly deleted: readonly string[];
}

/**
 * A list that is sorted by key, each there once, with changes made to it: sorted again, and the rest of it the same
 * objects. Replacing is quick in a list of any length; what comes or goes moves all that is behind it.
 */
export function mergeByKey<Item extends Keyed>(
  present: readonly Item[],
  { put, deleted }: Changes<Item>,
): readonly Item[] {
  if (put.length === 0 && deleted.length === 0) return present;
  const merged = [...present];
  const coming: Item[] = [];
  for (const item of put) {
    const place = placeOf(item.key, present);
    if (present[place]?.key === item.key) merged[place] = item;
    else coming.push(item);
  }
  const kept = new Set(put.map(({ key }) => key));
  const leaving = new Set(deleted.filter((key) => !kept.has(key)));
  if (coming.length === 0 && leaving.size === 0) return merged;
  return insert(
    coming.sort((a, b) => (a.key < b.key ? -1 : 1)),
    merged.filter(({ key }) => !leaving.has(key)),
  );
}

/** Both are sorted, and no key is in both. */
function insert<Item extends Keyed>(coming: readonly Item[], present: readonly Item[]): Item[] {
  const merged: Item[] = [];
  let next = 0;
  for (const item of present) {
    for (; beforeIn(coming[next], item); next += 1) merged.push(coming[next] as Item);
    merged.push(item);
  }
  return [...merged, ...coming.slice(next)];
}

function beforeIn(candidate: Keyed | undefined, item: Keyed): boolean {
  return candidate !== undefined && candidate.key < item.key;
}

/** Where in a sorted list the first is whose key is not before this one. */
function placeOf(key: string, list: readonly Keyed[]): number {
  let [low, high] = [0, list.length];
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((list[middle]?.key ?? '') < key) low = middle + 1;
    else high = middle;
  }
  return low;
}
