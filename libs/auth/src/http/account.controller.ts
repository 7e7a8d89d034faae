import { Body, Controller, Get, Header, Post, Res } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { InvalidRequest, type Principal, RateLimited } from '@app/kernel';
import { Caller } from '@app/platform/context';
import { Endpoint } from '@app/platform/openapi';
import { CredentialChanged } from '@app/tenancy';
import { Account } from '../application/account';
import { Logout } from '../application/logout';
import { PasswordChange } from '../application/password.change';
import { ClientAddress } from './client-address.decorator';
import { AccountResponse } from './dto/account.response';
import { ChangePasswordRequest } from './dto/change-password.request';
import { LoggedOutResponse } from './dto/logged-out.response';
import { SessionResponse } from './dto/session.response';
import { type CookieReply, TokenCookie } from './token.cookie';

/** What those who are logged in do with their own account. */
@ApiTags('Auth')
@Controller('auth')
export class AccountController {
  constructor(
    private readonly account: Account,
    private readonly logouts: Logout,
    private readonly passwords: PasswordChange,
    private readonly cookie: TokenCookie,
  ) {}

  @Endpoint({
    summary: 'Show who is logged in',
    description: 'The tenant, the person, what they may do, and until when the session lasts.',
    access: 'account:read',
    returns: AccountResponse,
    action: 'auth.me',
  })
  @Header('Cache-Control', 'no-store')
  @Get('me')
  async me(@Caller() caller: Principal): Promise<AccountResponse> {
    return AccountResponse.of(caller, await this.account.get(caller));
  }

  @Endpoint({
    summary: 'Log out',
    description:
      'Ends this session in every process, before its token expires, and clears the cookie.',
    access: 'authenticated',
    returns: LoggedOutResponse,
    action: 'auth.logout',
    idempotent: false,
    headers: { 'Set-Cookie': 'Removes the cookie `token`.' },
  })
  @Post('logout')
  async logout(
    @Caller() caller: Principal,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<LoggedOutResponse> {
    await this.logouts.logout(caller);
    this.cookie.clear(reply);
    return { ok: true };
  }

  @Endpoint({
    summary: 'Change the password',
    description:
      'Ends every session of this person, this one included, and opens a new one: go on with the token of the answer, or with the cookie.',
    access: 'account:write',
    returns: SessionResponse,
    problems: [InvalidRequest, RateLimited, CredentialChanged],
    action: 'auth.password',
    // The body holds two passwords, the answer a token.
    idempotent: false,
    headers: { 'Set-Cookie': 'The cookie `token` of the new session.' },
  })
  @Header('Cache-Control', 'no-store')
  @Post('password')
  async changePassword(
    @Caller() caller: Principal,
    @Body() { currentPassword, newPassword }: ChangePasswordRequest,
    @ClientAddress() address: string,
    @Res({ passthrough: true }) reply: CookieReply,
  ): Promise<SessionResponse> {
    const request = { currentPassword, newPassword, address };
    const session = await this.passwords.change(caller, request);
    this.cookie.set(reply, session);
    return { ok: true, token: session.token, tenant: caller.tenant };
  }
}
