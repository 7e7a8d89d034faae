const LONGEST_TEXT = 200;
const LONGEST_LIST = 20;
const DEEPEST = 4;

/** A small copy of any value that JSON can write: long texts and lists are cut, cycles come to an end. */
export function preview(value: unknown, depth = 0): unknown {
  if (typeof value === 'string') return cut(value);
  if (typeof value === 'number') return Number.isFinite(value) ? value : String(value);
  if (typeof value === 'boolean' || value === null || value === undefined) return value;
  if (typeof value !== 'object') return `(${typeof value})`;
  if (depth === DEEPEST) return '…';
  if (Array.isArray(value)) return previewList(value, depth);
  return previewObject(value as Record<string, unknown>, depth);
}

function cut(text: string): string {
  return text.length <= LONGEST_TEXT ? text : `${text.slice(0, LONGEST_TEXT)}… (${text.length})`;
}

function previewList(list: readonly unknown[], depth: number): unknown[] {
  const shown = list.slice(0, LONGEST_LIST).map((element) => preview(element, depth + 1));
  return list.length <= LONGEST_LIST ? shown : [...shown, `… (${list.length})`];
}

function previewObject(object: Record<string, unknown>, depth: number): object {
  const keys = Object.keys(object);
  const shown = keys
    .slice(0, LONGEST_LIST)
    .map((key) => [cut(key), preview(object[key], depth + 1)]);
  return Object.fromEntries(
    keys.length <= LONGEST_LIST ? shown : [...shown, ['…', `(${keys.length})`]],
  ) as object;
}
