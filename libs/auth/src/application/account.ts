import { Injectable } from '@nestjs/common';
import { type Principal, Unauthenticated } from '@app/kernel';
import { type Tenant, TenantRepository, type User } from '@app/tenancy';

/** A person and their tenant, as stored now. */
export interface AccountRecord {
  readonly tenant: Tenant;
  readonly user: User;
}

/** Looks up the person behind a session. */
@Injectable()
export class Account {
  constructor(private readonly tenants: TenantRepository) {}

  /** @throws Unauthenticated when the person is not there any more */
  async get({ tenantId, tenant: slug, actor }: Principal): Promise<AccountRecord> {
    const [tenant, user] = await Promise.all([
      this.tenants.find(slug),
      this.tenants.findUser(tenantId, actor.id),
    ]);
    if (tenant?.id !== tenantId || user === undefined) throw new Unauthenticated();
    return { tenant, user };
  }
}
