import type { Snapshot } from '@app/flag-engine';
import type { EnvironmentRef, Position } from './environment-ref';

/** The record of flags and segments, as the data plane reads it. */
export abstract class SnapshotSource {
  /**
   * Everything of one environment, at one revision, read consistently.
   * @returns `undefined` when there is no such environment
   */
  abstract read(environment: EnvironmentRef): Promise<Snapshot | undefined>;

  /**
   * Where each of the environments stands now: one cheap query for all of them.
   * @returns by environment id; an environment that is gone is left out
   */
  abstract positions(
    environments: readonly EnvironmentRef[],
  ): Promise<ReadonlyMap<string, Position>>;
}
