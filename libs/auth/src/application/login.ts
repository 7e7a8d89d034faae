import { Injectable } from '@nestjs/common';
import { type TenantSlug, Unauthenticated, UnitOfWork } from '@app/kernel';
import { TenantRepository } from '@app/tenancy';
import { loggedIn } from '../domain/auth.events';
import type { AccountRecord } from './account';
import { LoginJournal } from './login.journal';
import { type PasswordClaim, PasswordProof } from './password.proof';
import { type SessionToken, SessionTokens } from './session.tokens';

/** No tenant has this id: looking its owner up takes as long as looking up a real one. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Opens sessions for those who know the password. */
@Injectable()
export class Login {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly proof: PasswordProof,
    private readonly journal: LoginJournal,
    private readonly tokens: SessionTokens,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * @throws Unauthenticated without saying which part was wrong
   * @throws RateLimited when the address has been wrong too often
   */
  async login(claim: PasswordClaim): Promise<SessionToken> {
    const account = await this.proof.prove(claim, () => this.find(claim.tenant));
    if (account === undefined) throw new Unauthenticated('The tenant or the password is wrong.');
    const session = await this.open(account);
    this.journal.count('success');
    return session;
  }

  private async find(slug: TenantSlug): Promise<AccountRecord | undefined> {
    const tenant = await this.tenants.find(slug);
    const user = await this.tenants.findOwner(tenant?.id ?? NOBODY);
    return tenant === undefined || user === undefined ? undefined : { tenant, user };
  }

  private open({ tenant, user }: AccountRecord): Promise<SessionToken> {
    return this.unitOfWork.run(async (tx) => {
      tx.record(loggedIn(tenant, { type: 'user', id: user.id, name: user.name }));
      return this.tokens.issue(tenant, user);
    });
  }
}
