import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { StaleFlag, StaleReport } from '../stale-flags';
import { timeOf } from './usage.response';

/** A flag that nobody asked for. */
export class StaleFlagResponse {
  @ApiProperty({ description: 'Key of the flag.', example: 'old-banner' })
  key!: string;

  @ApiProperty({
    description: 'Its name; null where it has none.',
    type: String,
    nullable: true,
    example: 'Old banner',
  })
  name!: string | null;

  @ApiProperty({ description: 'Whether it is switched on.', example: true })
  enabled!: boolean;

  @ApiProperty({
    description: 'When it was made in this environment.',
    format: 'date-time',
    example: '2026-03-01T08:00:00.000Z',
  })
  createdAt!: string;

  @ApiProperty({
    description: 'When somebody last asked for it; null: never since usage is noted.',
    type: String,
    format: 'date-time',
    nullable: true,
    example: '2026-09-30T17:12:00.000Z',
  })
  lastSeenAt!: string | null;

  @ApiProperty({
    description:
      'When it was last among the answers to somebody who asked for all flags, which says nothing of who needs it; null: never.',
    type: String,
    format: 'date-time',
    nullable: true,
    example: null,
  })
  lastInBulkAt!: string | null;

  @ApiProperty({
    description: 'Flags that need its answer, so that it is used whether anybody asks or not.',
    type: [String],
    example: [],
  })
  requiredBy!: string[];

  static of(flag: StaleFlag): StaleFlagResponse {
    return {
      key: flag.key,
      name: flag.name ?? null,
      enabled: flag.enabled,
      createdAt: new Date(flag.createdAt).toISOString(),
      lastSeenAt: timeOf(flag.askedAt),
      lastInBulkAt: timeOf(flag.bulkAt),
      requiredBy: [...flag.requiredBy],
    };
  }
}

/** A page of the flags that nobody asked for in a time. */
export class StaleFlagsResponse {
  @ApiProperty({ description: 'In how many days nobody asked.', example: 30 })
  days!: number;

  @ApiProperty({
    description:
      'Since when usage is noted. A flag that nobody ever asked for counts from its creation or from then, whichever is later.',
    format: 'date-time',
    example: '2026-01-15T10:00:00.000Z',
  })
  since!: string;

  @ApiProperty({ description: 'Unused for longest first.', type: [StaleFlagResponse] })
  items!: StaleFlagResponse[];

  @ApiProperty({ description: 'Number of this page, from 1.', minimum: 1, example: 1 })
  page!: number;

  @ApiProperty({ description: 'Flags on a full page.', minimum: 1, maximum: 100, example: 20 })
  pageSize!: number;

  @ApiProperty({ description: 'Flags on all pages.', minimum: 0, example: 1 })
  total!: number;

  @ApiPropertyOptional({
    description: 'Send it as `cursor` for the page after this one; absent on the last page.',
    example: 'WzE3OTAyNzQ3MjAwMDAsIm9sZC1iYW5uZXIiLDJd',
  })
  nextCursor?: string;

  static of({ since, items, nextCursor, ...report }: StaleReport): StaleFlagsResponse {
    return {
      ...report,
      since: new Date(since).toISOString(),
      items: items.map((flag) => StaleFlagResponse.of(flag)),
      ...(nextCursor !== undefined && { nextCursor }),
    };
  }
}
