import { Injectable } from '@nestjs/common';
import { PasswordHasher } from '@app/auth';
import { DemoFlags } from '@app/feature';
import { tenantSlug } from '@app/kernel';
import { TenantRegistration, TenantRepository, TenantTaken } from '@app/tenancy';

export const DEMO_TENANT = 'zebra';
export const DEMO_PASSWORD = 'zebra-demo-password';

/** The tenant that a new installation can be tried with. */
@Injectable()
export class DemoTenant {
  constructor(
    private readonly tenants: TenantRepository,
    private readonly registration: TenantRegistration,
    private readonly passwords: PasswordHasher,
    private readonly flags: DemoFlags,
  ) {}

  /**
   * Makes the tenant and its flags unless the tenant is there. What somebody did with it since stays.
   * @returns whether it was made now
   */
  async ensure(): Promise<boolean> {
    const slug = tenantSlug(DEMO_TENANT);
    if ((await this.tenants.find(slug)) !== undefined) return false;
    try {
      const passwordHash = await this.passwords.hash(DEMO_PASSWORD);
      const made = await this.registration.register({ tenant: slug, name: 'Zebra', passwordHash });
      await this.flags.plant({ id: made.tenant.id, slug });
      return true;
    } catch (error) {
      // Another process, started at the same time, was quicker.
      if (error instanceof TenantTaken) return false;
      throw error;
    }
  }
}
