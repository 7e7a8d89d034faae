import { type CanActivate, type ExecutionContext, Inject, Injectable } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { AuthGuard } from '@nestjs/passport';
import { type Authenticator, type Principal, RequestContext, Unauthenticated } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import type { AuthenticatedRequest } from '@app/platform/context';
import { ENDPOINT, type EndpointOptions } from '@app/platform/openapi';
import { AUTHENTICATORS, type Authenticators } from '../authenticators';
import { CrossSiteRequest } from '../domain/auth.errors';
import type { Session } from '../domain/session';
import { JwtStrategy } from '../jwt/jwt.strategy';
import { credentialOf, type CredentialedRequest } from './credential';
import { isSameOrigin } from './same-origin';
import { VerifiedSessions } from './verified-sessions';

type Request = CredentialedRequest & AuthenticatedRequest;

/** Finds out who is calling: session token (bearer or cookie) or another kind of credential. Public routes pass. */
@Injectable()
export class JwtAuthGuard extends AuthGuard() implements CanActivate {
  private readonly publicOrigin: string | undefined;

  constructor(
    strategy: JwtStrategy,
    config: AppConfig,
    private readonly reflector: Reflector,
    private readonly sessions: VerifiedSessions,
    private readonly context: RequestContext,
    @Inject(AUTHENTICATORS) private readonly authenticators: Authenticators,
  ) {
    super({ defaultStrategy: strategy.registeredAs, session: false });
    const { PUBLIC_URL } = config.settings;
    this.publicOrigin = PUBLIC_URL === undefined ? undefined : new URL(PUBLIC_URL).origin;
  }

  /** @throws Unauthenticated, CrossSiteRequest */
  override canActivate(execution: ExecutionContext): boolean | Promise<boolean> {
    if (this.isPublic(execution)) return true;
    const request = execution.switchToHttp().getRequest<Request>();
    const credential = credentialOf(request);
    if (credential === undefined) throw new Unauthenticated();
    if (credential.from === 'cookie' && !isSameOrigin(request, this.publicOrigin)) {
      throw new CrossSiteRequest();
    }
    const other = this.authenticators.find((one) => one.recognises(credential.text));
    if (other !== undefined) return this.admitBy(other, credential.text, request);
    const known = this.sessions.recall(credential.text);
    if (known !== undefined) return this.admit(request, known.principal);
    return super.canActivate(execution) as Promise<boolean>;
  }

  /** Called by Passport with what the strategy made of the token. */
  override handleRequest<T = Session>(
    error: unknown,
    session: Session | false,
    _info: unknown,
    execution: ExecutionContext,
  ): T {
    const request = execution.switchToHttp().getRequest<Request>();
    const token = credentialOf(request)?.text;
    if (error instanceof Error) throw error;
    if (session === false || token === undefined) throw new Unauthenticated();
    const { principal } = this.sessions.remember(token, session);
    this.admit(request, principal);
    return session as T;
  }

  private isPublic(execution: ExecutionContext): boolean {
    const endpoint = this.reflector.get<EndpointOptions | undefined>(
      ENDPOINT,
      execution.getHandler(),
    );
    return endpoint?.access === 'public';
  }

  private async admitBy(
    authenticator: Authenticator,
    credential: string,
    request: Request,
  ): Promise<boolean> {
    const principal = await authenticator.authenticate(credential);
    if (principal === undefined) throw new Unauthenticated();
    return this.admit(request, principal);
  }

  private admit(request: Request, principal: Principal): true {
    request.principal = principal;
    const state = this.context.current();
    if (state !== undefined) state.principal = principal;
    return true;
  }
}
