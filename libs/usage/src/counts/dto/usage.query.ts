import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { FLAG_KEY } from '@app/kernel';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsRFC3339,
  IsString,
  Matches,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { EnvironmentQuery } from '@app/tenancy';
import { INTERVALS, type Interval } from '../interval';

const MOST_DAYS = 3_650;
const LONGEST_CURSOR = 512;
const LARGEST_PAGE = 100;
const KEY_RULE =
  'key must be 1 to 128 letters, digits, dots, underscores or hyphens, beginning with a letter or digit';

/** Which flag's evaluations, and when. */
export class UsageQueryParameters extends EnvironmentQuery {
  @ApiProperty({
    description: 'Key of the flag.',
    pattern: FLAG_KEY.source,
    example: 'checkout-redesign',
  })
  @Matches(FLAG_KEY, { message: KEY_RULE })
  key!: string;

  @ApiPropertyOptional({
    description: 'Beginning of the span; a day before its end when absent.',
    format: 'date-time',
    example: '2026-11-24T09:30:00Z',
  })
  @IsOptional()
  @IsRFC3339({ message: 'from must be a date and time with zone, like 2026-12-01T09:00:00Z' })
  from?: string;

  @ApiPropertyOptional({
    description: 'End of the span, exclusive; the present when absent.',
    format: 'date-time',
    example: '2026-11-25T09:30:00Z',
  })
  @IsOptional()
  @IsRFC3339({ message: 'to must be a date and time with zone, like 2026-12-01T09:00:00Z' })
  to?: string;

  @ApiPropertyOptional({
    description:
      'Width of a point; the narrowest that gives no more than 750 points when absent. Days are those of UTC.',
    enum: INTERVALS,
    example: 'hour',
  })
  @IsOptional()
  @IsIn(INTERVALS)
  interval?: Interval;
}

/** How long nobody must have asked, and which page. */
export class StaleQuery extends EnvironmentQuery {
  @ApiPropertyOptional({
    description: 'Flags that nobody asked for in so many days.',
    type: 'integer',
    minimum: 1,
    maximum: MOST_DAYS,
    default: 30,
    example: 30,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(MOST_DAYS)
  days = 30;

  @ApiPropertyOptional({
    description: 'Only flags of this key; given several times, of any of them.',
    type: [String],
    maxItems: LARGEST_PAGE,
    example: ['old-banner'],
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(LARGEST_PAGE)
  @Matches(FLAG_KEY, { each: true, message: KEY_RULE })
  key?: string[];

  @ApiPropertyOptional({
    description: 'Number of the page, from 1.',
    type: 'integer',
    minimum: 1,
    default: 1,
    example: 1,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  page = 1;

  @ApiPropertyOptional({
    description: 'Flags per page.',
    type: 'integer',
    minimum: 1,
    maximum: LARGEST_PAGE,
    default: 20,
    example: 20,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(LARGEST_PAGE)
  pageSize = 20;

  @ApiPropertyOptional({
    description:
      '`nextCursor` of a former answer: goes on after its last flag; `page` is then ignored. Send the same filters with it.',
    maxLength: LONGEST_CURSOR,
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_CURSOR)
  cursor?: string;
}
