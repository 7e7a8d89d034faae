import { Injectable } from '@nestjs/common';
import { InvalidRequest, type Principal } from '@app/kernel';
import { passwordChanged } from '../domain/auth.events';
import { Account } from './account';
import { PasswordPolicy } from './password.policy';
import { PasswordProof } from './password.proof';
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
    private readonly proof: PasswordProof,
    private readonly policy: PasswordPolicy,
    private readonly writer: PasswordWriter,
    private readonly tokens: SessionTokens,
  ) {}

  /**
   * Ends every session of the user, this one included, and opens a new one. The present password is
   * asked for as slowly as at a login: a stolen token must not be a way to guess it.
   * @throws InvalidRequest when the present password is wrong or the new one is weak
   * @throws RateLimited when the address has been wrong too often
   * @throws CredentialChanged
   */
  async change(caller: Principal, request: PasswordChangeRequest): Promise<SessionToken> {
    const { currentPassword, newPassword, address } = request;
    const account = await this.account.get(caller);
    const { slug, name } = account.tenant;
    await this.policy.check(newPassword, [slug, name], '#/newPassword');
    const claim = { tenant: slug, password: currentPassword, address };
    const proven = await this.proof.prove(claim, async () => account);
    if (proven === undefined) throw wrongPassword();
    const event = passwordChanged(account.tenant, caller.actor);
    const changed = await this.writer.write(proven.user, newPassword, event);
    return this.tokens.issue(proven.tenant, changed);
  }
}

function wrongPassword(): InvalidRequest {
  return new InvalidRequest([
    { pointer: '#/currentPassword', detail: 'This is not the present password.', code: 'wrong' },
  ]);
}
