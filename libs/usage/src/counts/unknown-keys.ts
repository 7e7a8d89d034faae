import { Injectable } from '@nestjs/common';
import { Clock, environmentName, type Principal } from '@app/kernel';
import { SnapshotStore } from '@app/evaluation';
import { EnvironmentDirectory } from '@app/tenancy';
import { UsageLedger, type UnknownKeyRecord } from './usage.ledger';

/** Keys that applications ask for and that are no flag's. */
@Injectable()
export class UnknownKeys {
  constructor(
    private readonly environments: EnvironmentDirectory,
    private readonly ledger: UsageLedger,
    private readonly snapshots: SnapshotStore,
    private readonly clock: Clock,
  ) {}

  /**
   * Most asked for first. One that has become a flag since is left out.
   * @throws InvalidName, EnvironmentNotFound
   */
  async list(caller: Principal, environment: string): Promise<UnknownKeyRecord[]> {
    const name = environmentName(environment);
    const { tenantId, tenant } = caller;
    const { id: environmentId } = await this.environments.get(tenantId, name);
    const ref = { tenantId, tenant, environmentId, environment: name };
    const { compiled } = await this.snapshots.get(ref, this.clock.now());
    const keys = await this.ledger.unknownKeys({ tenantId, environmentId });
    return keys.filter(({ flag }) => !compiled.flags.has(flag));
  }
}
