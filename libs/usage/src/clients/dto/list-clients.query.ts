import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsIn, IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EnvironmentQuery } from '@app/tenancy';
import { CLIENT_STATES, type ClientState } from '../connected-client';

const LONGEST_CURSOR = 512;
/** Two signs of life of an SDK: one may be lost. */
const DEFAULT_SEEN_WITHIN_S = 600;
const WEEK_S = 7 * 24 * 3_600;

/** Which clients, and which page of them. */
export class ListClientsQuery extends EnvironmentQuery {
  @ApiPropertyOptional({
    description:
      'Revision to hold clients against; the present one of the environment when absent. One that is still to come is refused.',
    type: 'integer',
    minimum: 0,
    example: 42,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(0)
  @Max(Number.MAX_SAFE_INTEGER)
  revision?: number;

  @ApiPropertyOptional({
    description: 'Only clients in this state.',
    enum: CLIENT_STATES,
    example: 'behind',
  })
  @IsOptional()
  @IsIn(CLIENT_STATES)
  state?: ClientState;

  @ApiPropertyOptional({
    description:
      'Clients that were heard of within so many seconds count as connected. SDKs give a sign of life every five minutes.',
    type: 'integer',
    minimum: 1,
    maximum: WEEK_S,
    default: DEFAULT_SEEN_WITHIN_S,
    example: DEFAULT_SEEN_WITHIN_S,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(WEEK_S)
  seenWithinSeconds = DEFAULT_SEEN_WITHIN_S;

  @ApiPropertyOptional({
    description: 'Clients per page.',
    type: 'integer',
    minimum: 1,
    maximum: 100,
    default: 20,
    example: 20,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(100)
  pageSize = 20;

  @ApiPropertyOptional({
    description:
      '`nextCursor` of a former answer: goes on after its last client. Send the same filters with it.',
    maxLength: LONGEST_CURSOR,
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_CURSOR)
  cursor?: string;
}
