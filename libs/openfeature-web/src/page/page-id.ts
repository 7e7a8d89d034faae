const ID_BYTES = 16;

/** Names this page among all others until it is closed; kept nowhere. */
export function newPageId(): string {
  const bytes = crypto.getRandomValues(new Uint8Array(ID_BYTES));
  return [...bytes].map((byte) => byte.toString(16).padStart(2, '0')).join('');
}
