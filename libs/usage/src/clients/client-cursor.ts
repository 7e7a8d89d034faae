import type { ClientIdentity } from './connected-client';
import { cursorMembers, cursorOf } from '../cursor-members';

const CLIENT_ID = /^[A-Za-z0-9_-]{1,64}$/;
const UUID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/** A place in the list, behind a client: opaque, safe in a URL. */
export function encodeCursor({ clientId, apiKeyId }: ClientIdentity): string {
  return cursorOf([clientId, apiKeyId]);
}

/** What `encodeCursor` was given; `undefined` for anything that it cannot have made. */
export function decodeCursor(text: string): ClientIdentity | undefined {
  const [clientId, apiKeyId, ...rest] = cursorMembers(text);
  if (rest.length > 0 || typeof clientId !== 'string' || typeof apiKeyId !== 'string') {
    return undefined;
  }
  return CLIENT_ID.test(clientId) && UUID.test(apiKeyId) ? { clientId, apiKeyId } : undefined;
}
