import { createParamDecorator, type ExecutionContext } from '@nestjs/common';

/** The address of the client, behind trusted proxies as `TRUST_PROXY` says. */
export const ClientAddress = createParamDecorator(
  (_: unknown, context: ExecutionContext): string =>
    context.switchToHttp().getRequest<{ ip: string }>().ip,
);
