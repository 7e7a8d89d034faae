import { Injectable } from '@nestjs/common';
import type { Principal, TenantSlug } from '@app/kernel';
import { Changes } from '../application/changes';
import { DEMO_ENVIRONMENTS, demoOperations } from './demo-catalogue';

/** Believable flags and segments for a tenant to try the service with. */
@Injectable()
export class DemoFlags {
  constructor(private readonly changes: Changes) {}

  /**
   * Puts them into `dev`, `staging` and `prod`. Idempotent: what is there already as it should be is
   * left alone, what was changed since is set back.
   * @throws EnvironmentNotFound when the tenant lacks one of them
   */
  async plant(tenant: { readonly id: string; readonly slug: TenantSlug }): Promise<void> {
    for (const environment of DEMO_ENVIRONMENTS) {
      const operations = demoOperations(environment);
      await this.changes.apply(systemOf(tenant), { environment, operations });
    }
  }
}

function systemOf(tenant: { readonly id: string; readonly slug: TenantSlug }): Principal {
  return {
    tenantId: tenant.id,
    tenant: tenant.slug,
    actor: { type: 'system', id: 'system', name: 'Demo' },
    scopes: new Set(),
  };
}
