import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { By, Condition } from '@app/flag-engine';
import type { UsedSegment, WholeSegment } from '../../application/segment.reader';
import type { Segment } from '../../domain/segment';
import { modelProperty } from '../engine-schema';
import { ActorResponse } from './actor.response';
import { ReferenceResponse } from './reference.response';
import { WarningResponse } from './warning.response';

/** Where a segment is, as requests name it. */
export interface SegmentPlace {
  readonly tenant: string;
  readonly env: string;
}

/** A segment of one environment; of its ids how many there are. */
export class SegmentResponse {
  @ApiProperty({ description: 'The tenant it belongs to.', example: 'zebra' })
  tenant!: string;

  @ApiProperty({ description: 'The environment it is in.', example: 'dev' })
  env!: string;

  @ApiProperty({ description: 'Key of the segment; never changes.', example: 'beta-testers' })
  key!: string;

  @ApiPropertyOptional({ description: 'Name for people.', example: 'Beta testers' })
  name?: string;

  @ApiPropertyOptional({
    description: 'Who they are.',
    example: 'Customers who asked to see things early.',
  })
  description?: string;

  @ApiPropertyOptional({
    description: 'Whose ids the lists hold; `targetingKey` when absent.',
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }],
    example: 'targetingKey',
  })
  by?: By;

  @ApiPropertyOptional(
    modelProperty('Condition', {
      description: 'Whoever fulfils it is in, unless excluded.',
      example: { attribute: 'plan', operator: 'in', values: ['pro', 'team'] },
    }),
  )
  when?: Condition;

  @ApiProperty({ description: 'How many ids are in.', minimum: 0, example: 2 })
  includeCount!: number;

  @ApiProperty({ description: 'How many ids are out.', minimum: 0, example: 1 })
  excludeCount!: number;

  @ApiProperty({
    description: 'Counts this segment’s own changes in this environment, from 1.',
    minimum: 1,
    example: 3,
  })
  version!: number;

  @ApiProperty({
    description: 'When it was made in this environment.',
    format: 'date-time',
    example: '2026-11-25T09:30:00.000Z',
  })
  createdAt!: string;

  @ApiProperty({
    description: 'When it was last changed in this environment.',
    format: 'date-time',
    example: '2026-11-25T09:31:00.000Z',
  })
  updatedAt!: string;

  @ApiProperty({ description: 'Who changed it last.', type: ActorResponse })
  updatedBy!: ActorResponse;

  @ApiPropertyOptional({
    description: 'In the answer of a write: what is allowed but rarely meant.',
    type: [WarningResponse],
  })
  warnings?: readonly WarningResponse[];

  static of(
    { config, counts, version, createdAt, updatedAt, updatedBy }: Segment,
    { tenant, env }: SegmentPlace,
    warnings: readonly WarningResponse[] = [],
  ): SegmentResponse {
    const { include: includeCount, exclude: excludeCount } = counts;
    const dates = { createdAt, updatedAt, updatedBy };
    return {
      tenant,
      env,
      ...config,
      includeCount,
      excludeCount,
      version,
      ...dates,
      ...(warnings.length > 0 && { warnings }),
    };
  }
}

/** A segment with every id it lists. */
export class WholeSegmentResponse extends SegmentResponse {
  @ApiProperty({ description: 'Ids that are in.', type: [String], example: ['alice', 'bob'] })
  include!: readonly string[];

  @ApiProperty({ description: 'Ids that are out.', type: [String], example: ['mallory'] })
  exclude!: readonly string[];

  static ofWhole({ segment, ids }: WholeSegment, place: SegmentPlace): WholeSegmentResponse {
    return { ...SegmentResponse.of(segment, place), ...ids };
  }
}

/** A segment in a list, and what uses it. */
export class ListedSegmentResponse extends SegmentResponse {
  @ApiProperty({
    description: 'Flags and segments of the environment that name it.',
    type: [ReferenceResponse],
  })
  usedBy!: readonly ReferenceResponse[];

  static ofUsed({ segment, usedBy }: UsedSegment, place: SegmentPlace): ListedSegmentResponse {
    return { ...SegmentResponse.of(segment, place), usedBy };
  }
}

/** A page of an environment's segments. */
export class SegmentPageResponse {
  @ApiProperty({ description: 'The segments of this page.', type: [ListedSegmentResponse] })
  items!: ListedSegmentResponse[];

  @ApiProperty({ description: 'Which page this is, from 1.', minimum: 1, example: 1 })
  page!: number;

  @ApiProperty({ description: 'Segments on a full page.', minimum: 1, maximum: 100, example: 20 })
  pageSize!: number;

  @ApiProperty({ description: 'Segments on all pages.', minimum: 0, example: 2 })
  total!: number;
}

/** What uses a segment. */
export class SegmentUsersResponse {
  @ApiProperty({
    description: 'Flags and segments of the environment that name it.',
    type: [ReferenceResponse],
  })
  usedBy!: readonly ReferenceResponse[];
}
