import type { CredentialedRequest } from './credential';

const SAFE_METHODS: ReadonlySet<string> = new Set(['GET', 'HEAD', 'OPTIONS']);

/**
 * Whether a request that carries a cookie is safe from forgery: it changes nothing, or the browser
 * says that a page of this very origin sent it.
 * @param publicOrigin where browsers reach the service, if that is known
 */
export function isSameOrigin(
  { method, headers }: CredentialedRequest,
  publicOrigin: string | undefined,
): boolean {
  if (SAFE_METHODS.has(method)) return true;
  if (headers['sec-fetch-site'] === 'same-origin') return true;
  const { origin, host } = headers;
  if (typeof origin !== 'string' || !URL.canParse(origin)) return false;
  return origin === publicOrigin || new URL(origin).host === host;
}
