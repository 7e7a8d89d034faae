import { type CanActivate, type ExecutionContext, Injectable, Logger } from '@nestjs/common';
import { Reflector } from '@nestjs/core';
import { Forbidden, type Principal, Unauthenticated } from '@app/kernel';
import type { AuthenticatedRequest } from '@app/platform/context';
import { type Access, ENDPOINT, type EndpointOptions } from '@app/platform/openapi';
import { UndeclaredEndpoint } from '../domain/auth.errors';
import { environmentsNamedBy, type NamingRequest } from './named-environments';

/** Lets through who may do what the endpoint declares. Silence means closed. */
@Injectable()
export class ScopeGuard implements CanActivate {
  private readonly logger = new Logger(ScopeGuard.name);

  constructor(private readonly reflector: Reflector) {}

  /** @throws UndeclaredEndpoint, Unauthenticated, Forbidden */
  canActivate(execution: ExecutionContext): boolean {
    const handler = execution.getHandler();
    const endpoint = this.reflector.get<EndpointOptions | undefined>(ENDPOINT, handler);
    if (endpoint === undefined) {
      const { name } = execution.getClass();
      this.logger.error(`${name}.${handler.name} declares no access; the request was refused.`);
      throw new UndeclaredEndpoint();
    }
    if (endpoint.access === 'public') return true;
    const request = execution.switchToHttp().getRequest<AuthenticatedRequest & NamingRequest>();
    const { principal } = request;
    if (principal === undefined) throw new Unauthenticated();
    requireKind(principal, endpoint);
    requireScope(principal, endpoint.access);
    requireEnvironment(principal, request);
    return true;
  }
}

/** A key is for programs: it opens the endpoints that say so, whatever its scopes. */
function requireKind({ actor }: Principal, { apiKey }: EndpointOptions): void {
  if (actor.type !== 'api-key' || apiKey === true) return;
  throw new Forbidden('An API key cannot be used here; log in instead.');
}

function requireScope({ scopes }: Principal, access: Exclude<Access, 'public'>): void {
  if (access === 'authenticated' || scopes.has(access)) return;
  throw new Forbidden(`This needs the scope "${access}", which you do not have.`);
}

/** A credential that is bound to an environment reaches no other, wherever the request names it. */
function requireEnvironment({ environment }: Principal, request: NamingRequest): void {
  if (environment === undefined) return;
  const foreign = environmentsNamedBy(request).some((name) => name !== environment.name);
  if (!foreign) return;
  throw new Forbidden(`This credential is bound to the environment "${environment.name}".`);
}
