import { ApiPropertyOptional } from '@nestjs/swagger';
import { Transform } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
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
    description: 'Evaluates each flag for this user: the answer is in its `evaluation`.',
    maxLength: 1024,
    example: 'alice',
  })
  @IsOptional()
  @IsString()
  @MaxLength(1024)
  userId?: string;

  @ApiPropertyOptional({
    description:
      'Evaluates each flag for this context as well: attributes beside `userId`, as a JSON object.',
    type: String,
    example: '{"plan":"pro"}',
  })
  @IsOptional()
  @Transform(({ value }: { value: unknown }) => parsed(value))
  @IsObject({ message: 'context must be a JSON object, like {"plan":"pro"}' })
  context?: Record<string, unknown>;
}

/** What a JSON text says; anything else as it is, to be refused for what it is. */
function parsed(value: unknown): unknown {
  if (typeof value !== 'string') return value;
  try {
    return JSON.parse(value) as unknown;
  } catch {
    return value;
  }
}
