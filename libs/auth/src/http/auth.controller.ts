import { Body, Controller, Header, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InvalidRequest, RateLimited, tenantSlug, Unauthenticated } from '@app/kernel';
import { Endpoint } from '@app/platform/openapi';
import { TenantTaken } from '@app/tenancy';
import { Login } from '../application/login';
import { Registration } from '../application/registration';
import { RegistrationClosed } from '../domain/auth.errors';
import { ClientAddress } from './client-address.decorator';
import { LoginRequest } from './dto/login.request';
import { RegisterRequest } from './dto/register.request';
import { RegisteredResponse } from './dto/registered.response';
import { SessionResponse } from './dto/session.response';
import { type CookieReply, TokenCookie } from './token.cookie';

/** How strangers become callers. */
@ApiTags('Auth')
@Controller('auth')
export class AuthController {
  constructor(
    private readonly registration: Registration,
    private readonly logins: Login,
    private readonly cookie: TokenCookie,
  ) {}

  @Endpoint({
    summary: 'Register a tenant',
    description:
      'Makes the tenant, its environments `dev`, `staging` and `prod`, and an owner who holds the password. Log in next.',
    access: 'public',
    limit: 'none',
    status: 201,
    returns: RegisteredResponse,
    problems: [InvalidRequest, TenantTaken, RegistrationClosed, RateLimited],
    action: 'auth.register',
    headers: { Location: 'Path of the account, once logged in.' },
  })
  @Post('register')
  async register(
    @Body() { tenant, name, password }: RegisterRequest,
    @ClientAddress() address: string,
    @Res({ passthrough: true }) reply: { header(name: string, value: string): unknown },
  ): Promise<RegisteredResponse> {
    const slug = tenantSlug(tenant);
    // Null is how a form says that nothing was filled in.
    const named = name === undefined || name === null ? {} : { name };
    await this.registration.register({ tenant: slug, ...named, password, address });
    reply.header('Location', '/auth/me');
    return { ok: true, tenant: slug };
  }

  @Endpoint({
    summary: 'Log in',
    description:
      'Answers a session token, and sets it as the cookie `token` (HttpOnly, SameSite=Strict). A wrong tenant and a wrong password look the same. Addresses that are wrong too often must wait.',
    access: 'public',
    limit: 'none',
    returns: SessionResponse,
    problems: [Unauthenticated, InvalidRequest, RateLimited],
    action: 'auth.login',
    headers: { 'Set-Cookie': 'The cookie `token`.' },
  })
  @Header('Cache-Control', 'no-store')
  @Post('login')
  async login(
    @Body() { tenant, password }: LoginRequest,
    @ClientAddress() address: string,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<SessionResponse> {
    const slug = tenantSlug(tenant);
    const session = await this.logins.login({ tenant: slug, password, address });
    this.cookie.set(reply, session);
    return { ok: true, token: session.token, tenant: slug };
  }
}
