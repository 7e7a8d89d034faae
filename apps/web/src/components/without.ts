/** `whole` without the members of those names. */
export function without<T extends object, Name extends keyof T>(
  whole: T,
  ...names: readonly Name[]
): Omit<T, Name> {
  const gone: ReadonlySet<PropertyKey> = new Set(names);
  return Object.fromEntries(Object.entries(whole).filter(([name]) => !gone.has(name))) as Omit<
    T,
    Name
  >;
}
