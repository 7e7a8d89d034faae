import { Injectable } from '@nestjs/common';
import { JwtService } from '@nestjs/jwt';
import { Clock, IdGenerator } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import type { Tenant, User } from '@app/tenancy';
import { type SessionToken, SessionTokens } from '../application/session.tokens';
import type { SessionClaims } from '../domain/session';
import { SigningKeys } from './signing-keys';
import { TOKEN_PROFILE } from './token-profile';

/** Session tokens as signed JWTs. */
@Injectable()
export class JwtSessionTokens extends SessionTokens {
  constructor(
    private readonly jwt: JwtService,
    private readonly keys: SigningKeys,
    private readonly config: AppConfig,
    private readonly clock: Clock,
    private readonly ids: IdGenerator,
  ) {
    super();
  }

  override async issue(tenant: Tenant, user: User): Promise<SessionToken> {
    const ttlSeconds = this.config.settings.JWT_TTL_SECONDS;
    const issuedAt = Math.floor(this.clock.now() / 1000);
    const claims: SessionClaims & { iat: number } = {
      sub: user.id,
      tid: tenant.id,
      tenant: tenant.slug,
      name: user.name,
      role: user.role,
      cv: user.credentialVersion,
      jti: this.ids.next(),
      iat: issuedAt,
      exp: issuedAt + ttlSeconds,
    };
    return { token: await this.sign(claims), ttlSeconds };
  }

  private sign(claims: SessionClaims): Promise<string> {
    const { id: kid, secret } = this.keys.current;
    const { algorithm, type, issuer, audience } = TOKEN_PROFILE;
    return this.jwt.signAsync(
      { ...claims },
      { secret, algorithm, issuer, audience, header: { alg: algorithm, typ: type, kid } },
    );
  }
}
