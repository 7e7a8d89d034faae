import type { Snapshot, SnapshotDelta } from '@app/flag-engine';
import type { EnvironmentIds, EnvironmentRef, Position } from './environment-ref';

/** The record of flags and segments, as the data plane reads it. */
export abstract class SnapshotSource {
  /**
   * Everything of one environment, at one revision, read consistently.
   * @returns `undefined` when there is no such environment
   */
  abstract read(environment: EnvironmentRef): Promise<Snapshot | undefined>;

  /**
   * What became of an environment since a position.
   * @returns `undefined` when that cannot be told (another epoch, too long ago, no such
   *   environment): `read` tells more
   */
  abstract changesSince(
    environment: EnvironmentRef,
    position: Position,
  ): Promise<SnapshotDelta | undefined>;

  /**
   * Where each of the environments stands now: one cheap query for all of them.
   * @returns by environment id; an environment that is gone is left out
   */
  abstract positions(
    environments: readonly EnvironmentIds[],
  ): Promise<ReadonlyMap<string, Position>>;
}
