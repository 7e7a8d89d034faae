import { applyDecorators } from '@nestjs/common';
import { ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsInt, IsOptional, IsString, Max, MaxLength, Min } from 'class-validator';

/** Beyond it the number of items before a page is no exact number any more. */
const LAST_PAGE = 1_000_000;
export const LARGEST_PAGE = 100;
const USUAL_PAGE = 20;
const LONGEST_CURSOR = 512;

/** The query parameter `page` of a list; give the property the value 1. */
export function PageNumber(description = 'Number of the page, from 1.'): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, type: 'integer', minimum: 1, default: 1, example: 1 }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(LAST_PAGE),
  );
}

/** The query parameter `pageSize` of a list; give the property the value 20. */
export function PageSize(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({
      description,
      type: 'integer',
      minimum: 1,
      maximum: LARGEST_PAGE,
      default: USUAL_PAGE,
      example: USUAL_PAGE,
    }),
    IsOptional(),
    Type(() => Number),
    IsInt(),
    Min(1),
    Max(LARGEST_PAGE),
  );
}

/** The query parameter `cursor` of a list. */
export function Cursor(description: string): PropertyDecorator {
  return applyDecorators(
    ApiPropertyOptional({ description, maxLength: LONGEST_CURSOR }),
    IsOptional(),
    IsString(),
    MaxLength(LONGEST_CURSOR),
  );
}
