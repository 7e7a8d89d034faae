import type { EnvironmentName, TenantSlug, Tx } from '@app/kernel';
import type { Environment, OwnedEnvironment } from '../domain/environment';

/** Environments and their revisions. */
export abstract class EnvironmentRepository {
  /** As last committed; locks nothing. */
  abstract find(tenantId: string, name: EnvironmentName): Promise<Environment | undefined>;

  /**
   * The named environments, of whichever tenants, as last committed; those that are gone are left
   * out. One query, however many: it is how a process asks whether what it holds is current.
   */
  abstract findMany(
    wanted: readonly { readonly tenantId: string; readonly id: string }[],
  ): Promise<Environment[]>;

  /** All of a tenant's, oldest first. */
  abstract list(tenantId: string): Promise<Environment[]>;

  /**
   * Locks the named environments until `tx` ends, always in the same order whatever order they are
   * named in, so that two writers cannot wait for each other. Answers in the order of `names`.
   * @throws EnvironmentNotFound
   */
  abstract lock(
    tx: Tx,
    tenantId: string,
    names: readonly EnvironmentName[],
  ): Promise<Environment[]>;

  /** Locks all environments there are until `tx` ends, or all of one tenant; none, if there is no such tenant. */
  abstract lockAll(tx: Tx, tenant?: TenantSlug): Promise<OwnedEnvironment[]>;

  /**
   * Locks one environment until `tx` ends so that nothing can be added meanwhile that belongs to it. Of a tenant one
   * is removed at a time; in its other ones everybody goes on.
   * @throws EnvironmentNotFound
   */
  abstract lockForRemoval(tx: Tx, tenantId: string, name: EnvironmentName): Promise<Environment>;

  /** How many a tenant has: none is removed meanwhile if `tx` has locked one for that. */
  abstract count(tx: Tx, tenantId: string): Promise<number>;

  /** Removes an environment that `tx` has locked for it, and whatever else the database holds of it. */
  abstract remove(tx: Tx, environment: Environment): Promise<void>;

  /** Begins another history of an environment that `tx` has locked, and answers it as it is then. */
  abstract setEpoch(tx: Tx, environment: Environment, epoch: string): Promise<Environment>;

  /** Adds 1 to the revision of an environment that `tx` has locked, and answers it as it is then. */
  abstract advance(tx: Tx, environment: Environment): Promise<Environment>;

  /** @throws EnvironmentNameTaken */
  abstract add(tx: Tx, environment: Environment): Promise<void>;
}
