import { Injectable } from '@nestjs/common';
import { InvalidRequest, type Principal, RateLimited } from '@app/kernel';
import { passwordChanged } from '../domain/auth.events';
import { Account } from './account';
import { LoginThrottle } from './login.throttle';
import { PasswordHasher } from './password.hasher';
import { PasswordPolicy } from './password.policy';
import { PasswordWriter } from './password.writer';
import { type SessionToken, SessionTokens } from './session.tokens';

/** The present password, the one to come, and the address that asks. */
export interface PasswordChangeRequest {
  readonly currentPassword: string;
  readonly newPassword: string;
  readonly address: string;
}

/** Lets the holder of a session change the password behind it. */
@Injectable()
export class PasswordChange {
  constructor(
    private readonly account: Account,
    private readonly throttle: LoginThrottle,
    private readonly hasher: PasswordHasher,
    private readonly policy: PasswordPolicy,
    private readonly writer: PasswordWriter,
    private readonly tokens: SessionTokens,
  ) {}

  /**
   * Ends every session of the user, this one included, and opens a new one.
   * @throws InvalidRequest when the present password is wrong or the new one is weak
   * @throws RateLimited when the address has been wrong too often
   * @throws CredentialChanged
   */
  async change(caller: Principal, request: PasswordChangeRequest): Promise<SessionToken> {
    const { tenant, user } = await this.account.get(caller);
    await this.policy.check(request.newPassword, [tenant.slug, tenant.name], '#/newPassword');
    await this.proveCurrent(caller, user.passwordHash, request);
    const event = passwordChanged({ id: tenant.id, slug: tenant.slug }, caller.actor);
    const changed = await this.writer.write(user, request.newPassword, event);
    return this.tokens.issue(tenant, changed);
  }

  /** As slow and as limited as a login: a stolen token must not be a way to guess the password. */
  private async proveCurrent(
    { tenant }: Principal,
    passwordHash: string,
    { currentPassword, address }: PasswordChangeRequest,
  ): Promise<void> {
    const decision = await this.throttle.admit(tenant, address);
    if (decision.kind === 'limited') {
      throw new RateLimited(Math.ceil(decision.retryAfterMs / 1000), 'login');
    }
    if (await this.hasher.verify(passwordHash, currentPassword)) {
      await this.throttle.succeeded(address);
      return;
    }
    this.throttle.failed(tenant);
    throw new InvalidRequest([
      { pointer: '#/currentPassword', detail: 'This is not the present password.', code: 'wrong' },
    ]);
  }
}
