import type { By, Condition } from '@app/flag-engine';
import type { Actor, JsonObject } from '@app/kernel';

/** What a segment says apart from the ids it lists: those are rows of their own, up to 100,000 a list. */
export interface SegmentConfig {
  readonly key: string;
  readonly name?: string;
  readonly description?: string;
  readonly by?: By;
  readonly when?: Condition;
}

/** The two lists of ids: `exclude` wins over `include`. */
export const ID_LISTS = ['include', 'exclude'] as const;
export type IdList = (typeof ID_LISTS)[number];

/** How many ids each list holds. */
export type IdCounts = Readonly<Record<IdList, number>>;

/** A segment of one environment, its ids as counts. */
export interface Segment {
  readonly id: string;
  /** Counts this segment's own changes in its environment, from 1. */
  readonly version: number;
  readonly config: SegmentConfig;
  readonly counts: IdCounts;
  /** RFC 3339, UTC. */
  readonly createdAt: string;
  readonly updatedAt: string;
  readonly updatedBy: Actor;
}

/** A segment as a document; of its ids it tells how many there are, never which. */
export function segmentDocument(config: SegmentConfig, counts: IdCounts): JsonObject {
  return {
    ...(config as unknown as JsonObject),
    include: { count: counts.include },
    exclude: { count: counts.exclude },
  };
}
