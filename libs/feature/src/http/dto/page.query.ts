import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';
import { PageNumber, PageSize } from '@app/platform/openapi';
import { EnvironmentQuery } from '@app/tenancy';

/** Which page of an environment's list, narrowed by a text. */
export class PageQuery extends EnvironmentQuery {
  @PageNumber()
  page = 1;

  @PageSize('Items per page.')
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
