/** One segment of a JSON Pointer (RFC 6901), escaped. */
export function escapeSegment(name: string): string {
  return name.replaceAll('~', '~0').replaceAll('/', '~1');
}

/** The names a JSON Pointer leads through, unescaped; none for the whole document. */
export function segmentsOf(pointer: string): string[] {
  if (pointer === '') return [];
  return pointer
    .slice(1)
    .split('/')
    .map((segment) => segment.replaceAll('~1', '/').replaceAll('~0', '~'));
}

/** `pointer` one step further. */
export function below(pointer: string, name: string): string {
  return `${pointer}/${escapeSegment(name)}`;
}
