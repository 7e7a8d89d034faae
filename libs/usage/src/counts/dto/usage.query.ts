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
  Matches,
  Max,
  Min,
} from 'class-validator';
import { Cursor, LARGEST_PAGE, PageNumber, PageSize } from '@app/platform/openapi';
import { EnvironmentQuery } from '@app/tenancy';
import { INTERVALS, type Interval } from '../interval';

const MOST_DAYS = 3_650;
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

  @PageNumber()
  page = 1;

  @PageSize('Flags per page.')
  pageSize = 20;

  @Cursor(
    '`nextCursor` of a former answer: goes on after its last flag; `page` is then ignored. Send the same filters with it.',
  )
  cursor?: string;
}
