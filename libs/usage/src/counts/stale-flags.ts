import { Injectable } from '@nestjs/common';
import { Clock, environmentName, type Principal } from '@app/kernel';
import { EnvironmentDirectory } from '@app/tenancy';
import { FlagCatalogue, type ListedFlag } from './flag.catalogue';
import { INTERVAL_MS } from './interval';
import { UsageLedger } from './usage.ledger';

/** A flag that nobody asked for. */
export interface StaleFlag extends ListedFlag {
  /** Epoch milliseconds; `undefined`: never. */
  readonly askedAt: number | undefined;
  /** When it was last among the answers of somebody who asked for all; epoch milliseconds. */
  readonly bulkAt: number | undefined;
}

/** Flags that nobody asked for in a time, longest first. */
export interface StaleReport {
  readonly days: number;
  /** Since when usage is noted; epoch milliseconds. Nothing before that can be told. */
  readonly since: number;
  readonly flags: readonly StaleFlag[];
}

/** Finds flags that nobody asked for. */
@Injectable()
export class StaleFlags {
  constructor(
    private readonly environments: EnvironmentDirectory,
    private readonly catalogue: FlagCatalogue,
    private readonly ledger: UsageLedger,
    private readonly clock: Clock,
  ) {}

  /**
   * Flags that nobody asked for by name within `days`. One that nobody ever asked for counts from
   * its creation, or from when usage was first noted: what was not watched cannot be called unused.
   * @throws InvalidName, EnvironmentNotFound
   */
  async list(caller: Principal, environment: string, days: number): Promise<StaleReport> {
    const name = environmentName(environment);
    const { tenantId } = caller;
    const { id: environmentId } = await this.environments.get(tenantId, name);
    const [listed, seen, since] = await Promise.all([
      this.catalogue.list(tenantId, name),
      this.ledger.lastSeen({ tenantId, environmentId }),
      this.ledger.since(),
    ]);
    const before = this.clock.now() - days * INTERVAL_MS.day;
    const idleFrom = (flag: StaleFlag): number => flag.askedAt ?? Math.max(flag.createdAt, since);
    const flags = listed
      .map((flag): StaleFlag => {
        const { askedAt, bulkAt } = seen.get(flag.key) ?? {};
        return { ...flag, askedAt, bulkAt };
      })
      .filter((flag) => idleFrom(flag) < before)
      .toSorted((a, b) => idleFrom(a) - idleFrom(b));
    return { days, since, flags };
  }
}
