import { Injectable } from '@nestjs/common';
import { RateLimited, type TenantSlug } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import { type RegisteredTenant, TenantRegistration } from '@app/tenancy';
import { REGISTRATION_ATTEMPTS } from '../domain/attempt-policies';
import { RegistrationClosed } from '../domain/auth.errors';
import { AttemptLimiter } from './attempt.limiter';
import { PasswordHasher } from './password.hasher';
import { PasswordPolicy } from './password.policy';

/** The tenant that somebody wants, and from where. */
export interface RegistrationRequest {
  readonly tenant: TenantSlug;
  readonly name?: string;
  readonly password: string;
  /** Address of the client. */
  readonly address: string;
}

/** Lets strangers make a tenant of their own, where the operator allows it. */
@Injectable()
export class Registration {
  constructor(
    private readonly config: AppConfig,
    private readonly limiter: AttemptLimiter,
    private readonly policy: PasswordPolicy,
    private readonly hasher: PasswordHasher,
    private readonly tenants: TenantRegistration,
  ) {}

  /** @throws RegistrationClosed, RateLimited, InvalidRequest (weak password), TenantTaken */
  async register(request: RegistrationRequest): Promise<RegisteredTenant> {
    const { tenant, name, password, address } = request;
    if (this.config.settings.REGISTRATION === 'closed') throw new RegistrationClosed();
    await this.policy.check(password, name === undefined ? [tenant] : [tenant, name], '#/password');
    await this.admit(address);
    const passwordHash = await this.hasher.hash(password);
    return this.tenants.register({ tenant, ...(name === undefined ? {} : { name }), passwordHash });
  }

  private async admit(address: string): Promise<void> {
    const decision = await this.limiter.take(REGISTRATION_ATTEMPTS, address);
    if (decision.kind === 'allowed') return;
    throw new RateLimited(Math.ceil(decision.retryAfterMs / 1000), REGISTRATION_ATTEMPTS.name);
  }
}
