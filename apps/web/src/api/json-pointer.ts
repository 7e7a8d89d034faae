/** The parts of a JSON Pointer (RFC 6901), also in its form as a URI fragment: `#/strategy/type`. */
export function pointerParts(pointer: string): string[] {
  const plain = pointer.startsWith('#') ? decodeURIComponent(pointer.slice(1)) : pointer;
  if (plain === '') return [];
  return plain
    .split('/')
    .slice(1)
    .map((part) => part.replaceAll('~1', '/').replaceAll('~0', '~'));
}
