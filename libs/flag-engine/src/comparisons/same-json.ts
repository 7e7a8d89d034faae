/** Are two JSON values the same, the order of members aside. */
export function sameJson(left: unknown, right: unknown): boolean {
  if (left === right) return true;
  if (typeof left !== 'object' || typeof right !== 'object' || left === null || right === null) {
    return false;
  }
  if (Array.isArray(left) !== Array.isArray(right)) return false;
  const keys = Object.keys(left);
  return (
    keys.length === Object.keys(right).length &&
    keys.every(
      (key) => Object.hasOwn(right, key) && sameJson(member(left, key), member(right, key)),
    )
  );
}

function member(object: object, key: string): unknown {
  return (object as Record<string, unknown>)[key];
}
