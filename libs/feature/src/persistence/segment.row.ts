import type { Actor } from '@app/kernel';
import type { Segment, SegmentConfig } from '../domain/segment';

/** A row of `segments` as the driver gives it. */
export interface SegmentRow {
  readonly key: string;
  readonly id: string;
  readonly version: number;
  readonly definition: Omit<SegmentConfig, 'key'>;
  readonly include_count: number;
  readonly exclude_count: number;
  readonly created_at: Date;
  readonly updated_at: Date;
  readonly updated_by: Actor;
}

/** What a query selects of `segments` (aliased `s`) to give `SegmentRow`s. */
export const SEGMENT_COLUMNS = [
  's.key, s.id, s.version, s.definition, s.include_count, s.exclude_count',
  's.created_at, s.updated_at, s.updated_by',
].join(', ');

/** The segment that a row holds. */
export function toSegment(row: SegmentRow): Segment {
  return {
    id: row.id,
    version: row.version,
    config: { key: row.key, ...row.definition },
    counts: { include: row.include_count, exclude: row.exclude_count },
    createdAt: row.created_at.toISOString(),
    updatedAt: row.updated_at.toISOString(),
    updatedBy: row.updated_by,
  };
}

/** The segment as `json_to_recordset` reads it: one member per column. */
export function toSegmentRecord(segment: Segment): Record<string, unknown> {
  const { key, ...definition } = segment.config;
  return {
    key,
    id: segment.id,
    version: segment.version,
    definition,
    include_count: segment.counts.include,
    exclude_count: segment.counts.exclude,
    created_at: segment.createdAt,
    updated_at: segment.updatedAt,
    updated_by: segment.updatedBy,
  };
}
