import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { PassportStrategy } from '@nestjs/passport';
import passport from 'passport';
import { Strategy, type SecretOrKeyProvider } from 'passport-jwt';
import { type Session, sessionOf } from '../domain/session';
import { credentialOf, type CredentialedRequest } from '../http/credential';
import { SigningKeys } from './signing-keys';
import { TOKEN_PROFILE } from './token-profile';

/** Verifies session tokens: key, algorithm, type, issuer, audience and expiry, then the claims. */
@Injectable()
export class JwtStrategy extends PassportStrategy(Strategy) {
  /** Passport's register is one per process; two applications in it must not verify for each other. */
  readonly registeredAs = `jwt-${randomUUID()}`;

  constructor(keys: SigningKeys, jwt: JwtService) {
    super({
      jwtFromRequest: (request: CredentialedRequest) => credentialOf(request)?.text ?? null,
      secretOrKeyProvider: keyProvider(keys, jwt),
      algorithms: [TOKEN_PROFILE.algorithm],
      issuer: TOKEN_PROFILE.issuer,
      audience: TOKEN_PROFILE.audience,
    });
    passport.use(this.registeredAs, this);
  }

  validate(payload: unknown): Session | false {
    return sessionOf(payload) ?? false;
  }
}

interface TokenHeader {
  readonly typ?: unknown;
  readonly kid?: unknown;
}

/** `kid` only chooses among our own keys; a token of another type is not looked at any further. */
function keyProvider(keys: SigningKeys, jwt: JwtService): SecretOrKeyProvider {
  return (_request: unknown, token: string, done): void => {
    const header = headerOf(jwt, token);
    const known = typeof header?.kid === 'string' ? keys.find(header.kid) : undefined;
    if (header?.typ !== TOKEN_PROFILE.type || known === undefined) {
      done(new Error('not a session token of ours'));
      return;
    }
    done(null, known.secret);
  };
}

function headerOf(jwt: JwtService, token: string): TokenHeader | undefined {
  const decoded = jwt.decode<{ header: TokenHeader } | null>(token, { complete: true });
  return decoded?.header;
}
