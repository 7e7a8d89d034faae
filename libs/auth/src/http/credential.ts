import { ExtractJwt } from 'passport-jwt';

/** Name of the cookie that holds a session token. */
export const TOKEN_COOKIE = 'token';

/** The parts of a request that a credential can stand in. */
export interface CredentialedRequest {
  readonly method: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  readonly cookies?: Readonly<Record<string, string | undefined>>;
}

/** What a caller proves themselves with, and where it stood: cookies are sent by browsers unasked. */
export interface Credential {
  readonly text: string;
  readonly from: 'header' | 'cookie';
}

const bearerOf = ExtractJwt.fromAuthHeaderAsBearerToken();

/** The credential of a request. A header counts before the cookie, as someone put it there on purpose. */
export function credentialOf(request: CredentialedRequest): Credential | undefined {
  if (request.headers.authorization !== undefined) {
    const bearer = bearerOf(request);
    return bearer === null ? undefined : { text: bearer, from: 'header' };
  }
  const apiKey = request.headers['x-api-key'];
  if (typeof apiKey === 'string') return { text: apiKey, from: 'header' };
  const cookie = request.cookies?.[TOKEN_COOKIE];
  return cookie === undefined || cookie === '' ? undefined : { text: cookie, from: 'cookie' };
}
