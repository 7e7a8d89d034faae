import type { ClientIdentity } from './connected-client';

const CLIENT_ID = /^[A-Za-z0-9_-]{1,64}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A place in the list, behind a client: opaque, safe in a URL. */
export function encodeCursor({ clientId, apiKeyId }: ClientIdentity): string {
  return Buffer.from(JSON.stringify([clientId, apiKeyId])).toString('base64url');
}

/** What `encodeCursor` was given; `undefined` for anything that it cannot have made. */
export function decodeCursor(text: string): ClientIdentity | undefined {
  const [clientId, apiKeyId, ...rest] = parsed(text);
  if (rest.length > 0 || typeof clientId !== 'string' || typeof apiKeyId !== 'string') {
    return undefined;
  }
  return CLIENT_ID.test(clientId) && UUID.test(apiKeyId) ? { clientId, apiKeyId } : undefined;
}

function parsed(text: string): unknown[] {
  try {
    const value: unknown = JSON.parse(Buffer.from(text, 'base64url').toString());
    return Array.isArray(value) ? value : [];
  } catch {
    return [];
  }
}
