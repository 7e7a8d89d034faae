import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import { ArrayMaxSize, IsArray, IsIn, IsOptional, IsString, MaxLength } from 'class-validator';
import { FLAG_SORTS, type FlagSort } from '../../domain/flag-selection';
import { PageQuery } from './page.query';

/** Which flags, in what order, for whom. */
export class ListFlagsQuery extends PageQuery {
  @ApiPropertyOptional({
    description: 'Only flags with this tag; given several times, with all of them.',
    type: [String],
    example: ['web'],
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => (typeof value === 'string' ? [value] : value))
  @IsArray()
  @ArrayMaxSize(10)
  @IsString({ each: true })
  @MaxLength(128, { each: true })
  tag: string[] = [];

  @ApiPropertyOptional({
    description: 'By what to sort; with a leading `-` from the end.',
    enum: FLAG_SORTS,
    default: 'key',
    example: 'key',
  })
  @IsOptional()
  @IsIn(FLAG_SORTS)
  sort: FlagSort = 'key';

  @ApiPropertyOptional({
    description: 'Evaluates each flag for this user: the answer is in `evaluation`.',
    maxLength: 1024,
    example: 'alice',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  userId?: string;
}
