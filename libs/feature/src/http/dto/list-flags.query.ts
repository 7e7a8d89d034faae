import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform, Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Max,
  MaxLength,
  Min,
} from 'class-validator';
import { FLAG_SORTS, type FlagSort } from '../../domain/flag-selection';
import { EnvironmentQuery } from './environment.query';

/** Which flags, in what order, for whom. */
export class ListFlagsQuery extends EnvironmentQuery {
  @ApiPropertyOptional({ description: 'Which page, from 1.', minimum: 1, default: 1, example: 1 })
  @IsOptional()
  @Type(() => Number)
  @IsInt()
  @Min(1)
  @Max(1_000_000)
  page = 1;

  @ApiPropertyOptional({
    description: 'Flags on a page.',
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
    description: 'Only flags with this text in key, name or description, in any case.',
    maxLength: 128,
    example: 'checkout',
  })
  @IsOptional()
  @IsString()
  @MaxLength(128)
  search = '';

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
