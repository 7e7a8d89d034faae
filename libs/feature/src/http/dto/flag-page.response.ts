import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { EvaluationResponse } from './evaluation.response';
import { FlagResponse } from './flag.response';

/** A flag in a list, with its answer where the query names a user. */
export class ListedFlagResponse extends FlagResponse {
  @ApiPropertyOptional({
    description: 'The answer for `userId` and `context`; only where the query has them.',
    type: EvaluationResponse,
  })
  evaluation?: EvaluationResponse;
}

/** A page of an environment's flags. */
export class FlagPageResponse {
  @ApiProperty({ description: 'The flags of this page.', type: [ListedFlagResponse] })
  items!: ListedFlagResponse[];

  @ApiProperty({ description: 'Which page this is, from 1.', minimum: 1, example: 1 })
  page!: number;

  @ApiProperty({ description: 'Flags on a full page.', minimum: 1, maximum: 100, example: 20 })
  pageSize!: number;

  @ApiProperty({ description: 'Flags on all pages.', minimum: 0, example: 12 })
  total!: number;
}
