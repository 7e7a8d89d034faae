import type { EnvironmentName } from '@app/kernel';
import type { Snapshot } from '@app/flag-engine';
import type { Flag } from '../domain/flag';
import type { FlagList, Stamp } from '../domain/flag-list';

/** Where flags are read. */
export interface EnvironmentAddress {
  readonly tenantId: string;
  readonly environment: EnvironmentName;
}

/** A flag as it stands, or its absence, in an environment of this epoch. */
export interface FoundFlag {
  readonly epoch: string;
  readonly flag: Flag | undefined;
}

/** Everything of an environment at one revision: the list, and what evaluation needs besides. */
export interface EnvironmentSnapshot {
  readonly list: FlagList;
  readonly segments: Snapshot['segments'];
}

/** Reads flags as last committed, each answer from one moment. */
export abstract class FlagReader {
  /** @throws EnvironmentNotFound */
  abstract find(address: EnvironmentAddress, key: string): Promise<FoundFlag>;

  /**
   * All flags, by key; `undefined` when the environment still is as `held` says.
   * @throws EnvironmentNotFound
   */
  abstract readList(address: EnvironmentAddress, held?: Stamp): Promise<FlagList | undefined>;

  /** @throws EnvironmentNotFound */
  abstract readSnapshot(address: EnvironmentAddress): Promise<EnvironmentSnapshot>;
}
