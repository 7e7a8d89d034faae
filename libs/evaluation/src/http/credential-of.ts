import type { IncomingMessage } from 'node:http';

const KEY_PREFIX = 'toggle_';
const BEARER = 'Bearer ';

/** The API key of a request: `X-API-Key`, or a bearer token that has the form of one. */
export function apiKeyOf({ headers }: Pick<IncomingMessage, 'headers'>): string | undefined {
  const header = headers['x-api-key'];
  if (typeof header === 'string') return header;
  const { authorization } = headers;
  if (authorization?.startsWith(BEARER + KEY_PREFIX) === true) {
    return authorization.slice(BEARER.length);
  }
  return undefined;
}
