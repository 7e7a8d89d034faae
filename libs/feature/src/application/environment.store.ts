import type { EnvironmentName, Tx } from '@app/kernel';
import type { Environment } from '@app/tenancy';
import type { EnvironmentState } from '../domain/environment-state';
import type { Needs } from '../domain/needs';
import type { SavedItem } from '../domain/saved-item';

/** An environment that belongs to the transaction until it ends, and what was read of it. */
export interface LockedEnvironment {
  readonly environment: Environment;
  readonly state: EnvironmentState;
}

/** How much there is in an environment. */
export interface EnvironmentCounts {
  readonly flags: number;
  readonly segments: number;
}

/** Flags and segments as changes are planned from and written to. */
export abstract class EnvironmentStore {
  /**
   * Locks the environment's revision until `tx` ends, so that one change after the other sees the
   * state that the one before left, and reads the flags named `flagKeys` under that lock.
   * @throws EnvironmentNotFound
   */
  abstract lock(
    tx: Tx,
    tenantId: string,
    wanted: { readonly environment: EnvironmentName; readonly flagKeys: readonly string[] },
  ): Promise<LockedEnvironment>;

  /** Reads more of an environment that `tx` has locked or holds a snapshot of. */
  abstract read(tx: Tx, environment: Environment, needs: Needs): Promise<EnvironmentState>;

  /** How many flags and segments it has. */
  abstract count(tx: Tx, environment: Environment): Promise<EnvironmentCounts>;

  /** The keys of all its flags. */
  abstract flagKeys(tx: Tx, environment: Environment): Promise<string[]>;

  /**
   * Looks at the named environments as they are at one moment, without making anyone wait. Nothing
   * can be written through its `tx`. They come in the order of `names`.
   * @throws EnvironmentNotFound
   */
  abstract look<T>(
    tenantId: string,
    names: readonly EnvironmentName[],
    work: (tx: Tx, environments: readonly Environment[]) => Promise<T>,
  ): Promise<T>;

  /**
   * Writes what a plan came to: as few statements as possible, however many items.
   * @param environment as it was locked: what is written belongs to the revision after that
   * @throws ValueTypeRaced when another environment gave a key another value type meanwhile
   */
  abstract save(tx: Tx, environment: Environment, saved: readonly SavedItem[]): Promise<void>;
}

/** Another environment declared a flag's value type between this change's plan and its write: plan again. */
export class ValueTypeRaced extends Error {
  constructor(options?: ErrorOptions) {
    super('The value type of a flag was declared by another environment meanwhile.', options);
    this.name = 'ValueTypeRaced';
  }
}
