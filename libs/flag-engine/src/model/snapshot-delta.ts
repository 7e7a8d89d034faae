import type { Flag } from './flag';
import type { Segment } from './segment';
import type { Snapshot } from './snapshot';

/** What joins and leaves a list of ids. No id does both. */
export interface IdsChange {
  readonly add: readonly string[];
  readonly remove: readonly string[];
}

/** A segment that is new or has changed: everything it says, and of its ids what changed. */
export interface SegmentDelta extends Omit<Segment, 'include' | 'exclude'> {
  /** The lists begin empty: the segment is new, or so much of them changed that they are told whole. */
  readonly anew: boolean;
  readonly include: IdsChange;
  readonly exclude: IdsChange;
}

/** What became of an environment between two revisions of one epoch. For servers only, as a snapshot is. */
export interface SnapshotDelta extends Pick<
  Snapshot,
  'schema' | 'tenant' | 'environment' | 'epoch' | 'revision'
> {
  /** The revision it leads from: it can be applied to a snapshot of that one and no other. */
  readonly since: number;
  /** Flags that are new or have changed, whole, by key. */
  readonly flags: readonly Flag[];
  readonly deletedFlags: readonly string[];
  /** Segments that are new or have changed, by key. */
  readonly segments: readonly SegmentDelta[];
  readonly deletedSegments: readonly string[];
}
