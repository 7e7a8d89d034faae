/** A place in a list as clients carry it: opaque, safe in a URL. */
export function cursorOf(members: readonly (string | number)[]): string {
  return Buffer.from(JSON.stringify(members)).toString('base64url');
}

/** What `cursorOf` was given; an empty list for what it cannot have made. Clients can write anything: look at each. */
export function cursorMembers(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
