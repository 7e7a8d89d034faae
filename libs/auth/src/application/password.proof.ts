import { Injectable } from '@nestjs/common';
import { RateLimited, type TenantSlug } from '@app/kernel';
import { LOGIN_ATTEMPTS } from '../domain/attempt-policies';
import type { AccountRecord } from './account';
import { LoginJournal } from './login.journal';
import { LoginThrottle } from './login.throttle';
import { PasswordHasher } from './password.hasher';

/** A password that somebody says is theirs, and from where. */
export interface PasswordClaim {
  readonly tenant: TenantSlug;
  readonly password: string;
  /** Address of the client. */
  readonly address: string;
}

/** Asks for a password, slowly enough that guessing does not pay. */
@Injectable()
export class PasswordProof {
  constructor(
    private readonly throttle: LoginThrottle,
    private readonly hasher: PasswordHasher,
    private readonly journal: LoginJournal,
  ) {}

  /**
   * Does the same work, and takes the same time, whether there is an account or not.
   * @param find the account that the claim is about; asked only if the address may try at all
   * @returns the account when the password is right, `undefined` otherwise
   * @throws RateLimited when the address has been wrong too often
   */
  async prove(
    { tenant, password, address }: PasswordClaim,
    find: () => Promise<AccountRecord | undefined>,
  ): Promise<AccountRecord | undefined> {
    await this.admit(tenant, address);
    const account = await find();
    const right = await this.hasher.verify(account?.user.passwordHash, password);
    if (account !== undefined && right) {
      await this.throttle.succeeded(address);
      return account;
    }
    this.throttle.failed(tenant);
    this.journal.refused(tenant, account?.tenant);
    return undefined;
  }

  private async admit(tenant: TenantSlug, address: string): Promise<void> {
    const decision = await this.throttle.admit(tenant, address);
    if (decision.kind === 'allowed') return;
    this.journal.count('limited');
    throw new RateLimited(Math.ceil(decision.retryAfterMs / 1000), LOGIN_ATTEMPTS.name);
  }
}
