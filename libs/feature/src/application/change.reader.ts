import type { Flag } from '../domain/flag';
import type { Stamp } from '../domain/flag-list';
import type { SegmentConfig } from '../domain/segment';
import type { IdsDeltas } from '../domain/segment-ids';
import type { EnvironmentAddress } from './flag.reader';

/** A segment that is new or has changed, and what became of its ids. */
export interface ChangedSegment {
  readonly config: SegmentConfig;
  /** The lists begin empty. */
  readonly anew: boolean;
  readonly ids: IdsDeltas;
}

/** What became of an environment since a revision: the present state of what was touched. */
export interface EnvironmentChanges extends Stamp {
  readonly flags: readonly Flag[];
  readonly deletedFlags: readonly string[];
  readonly segments: readonly ChangedSegment[];
  readonly deletedSegments: readonly string[];
}

/** Reads what changed, so that who holds an environment need not read all of it again. */
export abstract class ChangeReader {
  /**
   * @returns `undefined` when it cannot be told: `since` is of another epoch, in the future, or
   *   further back than changes are kept
   * @throws EnvironmentNotFound
   */
  abstract read(address: EnvironmentAddress, since: Stamp): Promise<EnvironmentChanges | undefined>;
}
