import { Injectable } from '@nestjs/common';
import { RateLimited, type TenantSlug, Unauthenticated, UnitOfWork } from '@app/kernel';
import { type Tenant, TenantRepository, type User } from '@app/tenancy';
import { loggedIn } from '../domain/auth.events';
import { LoginJournal } from './login.journal';
import { LoginThrottle } from './login.throttle';
import { PasswordHasher } from './password.hasher';
import { type SessionToken, SessionTokens } from './session.tokens';

/** What somebody gives to log in, and from where. */
export interface LoginAttempt {
  readonly tenant: TenantSlug;
  readonly password: string;
  /** Address of the client. */
  readonly address: string;
}

interface Account {
  readonly tenant: Tenant;
  readonly owner: User;
}

/** No tenant has this id: looking its owner up takes as long as looking up a real one. */
const NOBODY = '00000000-0000-0000-0000-000000000000';

/** Opens sessions for those who know the password. */
@Injectable()
export class Login {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly hasher: PasswordHasher,
    private readonly throttle: LoginThrottle,
    private readonly journal: LoginJournal,
    private readonly tokens: SessionTokens,
    private readonly unitOfWork: UnitOfWork,
  ) {}

  /**
   * Does the same work, and takes the same time, whether the tenant exists or not.
   * @throws Unauthenticated without saying which part was wrong
   * @throws RateLimited when the address has been wrong too often
   */
  async login({ tenant: slug, password, address }: LoginAttempt): Promise<SessionToken> {
    await this.admit(slug, address);
    const account = await this.find(slug);
    const right = await this.hasher.verify(account?.owner.passwordHash, password);
    if (account === undefined || !right) return this.refuse(slug, account);
    const session = await this.open(account);
    await this.throttle.succeeded(address);
    this.journal.count('success');
    return session;
  }

  private async admit(slug: TenantSlug, address: string): Promise<void> {
    const decision = await this.throttle.admit(slug, address);
    if (decision.kind === 'allowed') return;
    this.journal.count('limited');
    throw new RateLimited(Math.ceil(decision.retryAfterMs / 1000), 'login');
  }

  private async find(slug: TenantSlug): Promise<Account | undefined> {
    const tenant = await this.tenants.find(slug);
    const owner = await this.tenants.findOwner(tenant?.id ?? NOBODY);
    return tenant === undefined || owner === undefined ? undefined : { tenant, owner };
  }

  private refuse(slug: TenantSlug, account: Account | undefined): never {
    this.throttle.failed(slug);
    this.journal.refused(slug, account?.tenant);
    throw new Unauthenticated('The tenant or the password is wrong.');
  }

  private open({ tenant, owner }: Account): Promise<SessionToken> {
    return this.unitOfWork.run(async (tx) => {
      tx.record(loggedIn(tenant, { type: 'user', id: owner.id, name: owner.name }));
      return this.tokens.issue(tenant, owner);
    });
  }
}
