import type { Reference } from '../domain/reference';
import type { IdList, Segment } from '../domain/segment';
import type { EnvironmentAddress } from './flag.reader';
import type { Stamp } from '../domain/flag-list';

/** A segment, and what names it. */
export interface UsedSegment {
  readonly segment: Segment;
  readonly usedBy: readonly Reference[];
}

/** A segment with every id it lists, in order. */
export interface WholeSegment {
  readonly segment: Segment;
  readonly ids: Readonly<Record<IdList, readonly string[]>>;
}

/** Which segments. */
export interface SegmentSelection {
  /** Found in key, name or description, in any case; empty: all. */
  readonly search: string;
  readonly offset: number;
  readonly limit: number;
}

/** Reads segments as last committed, each answer from one moment. */
export abstract class SegmentReader {
  /** @throws EnvironmentNotFound */
  abstract find(
    address: EnvironmentAddress,
    key: string,
  ): Promise<{ readonly epoch: string; readonly found: WholeSegment | undefined }>;

  /**
   * What names the segment; `undefined` when there is no such segment.
   * @throws EnvironmentNotFound
   */
  abstract usersOf(
    address: EnvironmentAddress,
    key: string,
  ): Promise<readonly Reference[] | undefined>;

  /**
   * A page by key, how many there are on all pages, and the state they are of.
   * @throws EnvironmentNotFound
   */
  abstract list(
    address: EnvironmentAddress,
    selection: SegmentSelection,
  ): Promise<{
    readonly stamp: Stamp;
    readonly items: readonly UsedSegment[];
    readonly total: number;
  }>;
}
