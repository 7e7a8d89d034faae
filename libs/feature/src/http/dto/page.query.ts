import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';
import { EnvironmentQuery } from '@app/tenancy';

/** Which page of an environment's list, narrowed by a text. */
export class PageQuery extends EnvironmentQuery {
  @ApiPropertyOptional({
    description: 'Which page, from 1.',
    type: 'integer',
    minimum: 1,
    default: 1,
    example: 1,
  })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  page = 1;

  @ApiPropertyOptional({
    description: 'Items on a page.',
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
    description: 'Only those with this text in key, name or description, in any case.',
    type: 'string',
    maxLength: 128,
    // Finds everything: an example must work as it stands.
    example: '',
  })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  search = '';
}
