import { createParamDecorator, type ExecutionContext } from '@nestjs/common';
import { type Principal, Unauthenticated } from '@app/kernel';

/** A request on which the authentication guard has left who is calling. */
export interface AuthenticatedRequest {
  principal?: Principal;
}

/**
 * The caller, as a parameter of a controller method.
 * @throws Unauthenticated on a public route that nobody authenticated for
 */
export const Caller = createParamDecorator((_: unknown, context: ExecutionContext): Principal => {
  const { principal } = context.switchToHttp().getRequest<AuthenticatedRequest>();
  if (principal === undefined) throw new Unauthenticated();
  return principal;
});
