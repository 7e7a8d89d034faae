import { Injectable } from '@nestjs/common';
import { tenantSlug, UnitOfWork } from '@app/kernel';
import type { OwnedEnvironment } from '../domain/environment';
import { TenantNotFound } from '../domain/tenancy.errors';
import { environmentEpochRenewed } from '../domain/tenancy.events';
import { EnvironmentFactory } from './environment.factory';
import { EnvironmentRepository } from './environment.repository';

/** Lets an operator say that the data was restored from a backup: what anybody holds of it is of another history. */
@Injectable()
export class EpochRenewal {
  constructor(
    private readonly unitOfWork: UnitOfWork,
    private readonly repository: EnvironmentRepository,
    private readonly factory: EnvironmentFactory,
  ) {}

  /**
   * Gives every environment a new epoch, all of them or none. Revisions stay as they are.
   * @param slug of the one tenant that was restored; absent: all tenants
   * @returns the environments as they are then
   * @throws InvalidName, TenantNotFound
   */
  async renew(slug?: string): Promise<OwnedEnvironment[]> {
    const tenant = slug === undefined ? undefined : tenantSlug(slug);
    return this.unitOfWork.run(async (tx) => {
      const owned = await this.repository.lockAll(tx, tenant);
      if (tenant !== undefined && owned.length === 0) throw new TenantNotFound(tenant);
      const renewed: OwnedEnvironment[] = [];
      for (const { owner, environment } of owned) {
        const { epoch } = environment;
        const after = await this.repository.setEpoch(tx, environment, this.factory.newEpoch());
        tx.record(environmentEpochRenewed(owner, after, epoch));
        renewed.push({ owner, environment: after });
      }
      return renewed;
    });
  }
}
