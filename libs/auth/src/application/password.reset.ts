import { Injectable } from '@nestjs/common';
import { tenantSlug } from '@app/kernel';
import { type Tenant, TenantNotFound, TenantRepository } from '@app/tenancy';
import { passwordReset } from '../domain/auth.events';
import { generatePassword } from './password.generator';
import { PasswordPolicy } from './password.policy';
import { PasswordWriter } from './password.writer';

/** Lets an operator give a tenant's owner another password. */
@Injectable()
export class PasswordReset {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly policy: PasswordPolicy,
    private readonly writer: PasswordWriter,
  ) {}

  /**
   * Ends every session of the owner, in every process within a second.
   * @param slug of the tenant
   * @param chosen absent: one is generated
   * @returns the password that is valid now
   * @throws InvalidName, TenantNotFound, InvalidRequest (weak password), CredentialChanged
   */
  async reset(slug: string, chosen?: string): Promise<string> {
    const tenant = await this.getTenant(slug);
    const owner = await this.tenants.findOwner(tenant.id);
    if (owner === undefined) throw new TenantNotFound(slug);
    const password = chosen ?? generatePassword();
    await this.policy.check(password, [tenant.slug, tenant.name], '#/password');
    await this.writer.write(owner, password, passwordReset(tenant, owner.name));
    return password;
  }

  private async getTenant(slug: string): Promise<Tenant> {
    const tenant = await this.tenants.find(tenantSlug(slug));
    if (tenant === undefined) throw new TenantNotFound(slug);
    return tenant;
  }
}
