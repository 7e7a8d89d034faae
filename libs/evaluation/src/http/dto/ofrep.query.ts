import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

const LONGEST_LIST = 20_000;

/** Of the route of a single flag. */
export class EvaluationQuery {
  @ApiPropertyOptional({
    description:
      'The environment, for a user’s session or a key of all environments; a key that is bound to one needs none, and with another it is 403.',
    example: 'dev',
  })
  @IsOptional()
  @IsString()
  env?: string;
}

/** Of the bulk route. */
export class BulkEvaluationQuery extends EvaluationQuery {
  @ApiPropertyOptional({
    description: 'Only these flags: keys, separated by commas.',
    example: 'checkout-redesign,new-pricing',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_LIST)
  keys?: string;

  @ApiPropertyOptional({
    description: 'Only flags with one of these tags, separated by commas.',
    example: 'web',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LONGEST_LIST)
  tags?: string;

  @ApiPropertyOptional({
    description:
      'The configuration that a stream event announced: this process catches up before it answers.',
    example: '5f2b:42',
  })
  @IsOptional()
  @IsString()
  flagConfigEtag?: string;

  @ApiPropertyOptional({
    description: 'When the announced change happened; accepted and not needed.',
    example: '1767225600',
  })
  @IsOptional()
  @IsString()
  flagConfigLastModified?: string;
}
