import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  IsString,
  Length,
  Matches,
  Max,
  Min,
} from 'class-validator';
import { EnvironmentQuery } from '@app/tenancy';
import {
  type ContextSampling,
  NO_SAMPLING,
  TARGETING_KEY_FORMS,
  type TargetingKeyForm,
} from '../context-sampling';

const MOST_ATTRIBUTES = 50;
const LONGEST_NAME = 128;
const LARGEST_CAPACITY = 2_000;
const SHORTEST_S = 60;
const LONGEST_S = 30 * 86_400;
/** The targeting key has a member of its own, which says how it is kept. */
const NO_UNIT = /^(?!(?:targetingKey|userId)$)\P{Cc}*$/u;

/** Which contexts an environment keeps. */
export class ContextSamplingRequest extends EnvironmentQuery {
  @ApiProperty({ description: 'Whether any are kept at all.', example: true })
  @IsBoolean()
  enabled!: boolean;

  @ApiPropertyOptional({
    description:
      'Attributes that are kept; whatever is not named is not. `a.b` is member `b` of `a`. Texts of up to 256 characters, numbers, booleans and lists of up to 20 of them; others are left out.',
    type: [String],
    maxItems: MOST_ATTRIBUTES,
    default: [],
    example: ['plan', 'country'],
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(MOST_ATTRIBUTES)
  @ArrayUnique()
  @IsString({ each: true })
  @Length(1, LONGEST_NAME, { each: true })
  @Matches(NO_UNIT, {
    each: true,
    message:
      'each of attributes must be the name of an attribute; "targetingKey" and "userId" are kept as the member targetingKey says',
  })
  attributes?: string[];

  @ApiPropertyOptional({
    description:
      '`hashed`: recognisable as the same one again, and no more. `plain`: as it is, which percentages and lists of ids need to be foretold for each.',
    enum: TARGETING_KEY_FORMS,
    default: NO_SAMPLING.targetingKey,
    example: 'hashed',
  })
  @IsOptional()
  @IsIn(TARGETING_KEY_FORMS)
  targetingKey?: TargetingKeyForm;

  @ApiPropertyOptional({
    description: 'How many contexts are kept at most.',
    type: 'integer',
    minimum: 1,
    maximum: LARGEST_CAPACITY,
    default: NO_SAMPLING.capacity,
    example: 1_000,
  })
  @IsOptional()
  @IsInt()
  @Min(1)
  @Max(LARGEST_CAPACITY)
  capacity?: number;

  @ApiPropertyOptional({
    description: 'How long a context is kept.',
    type: 'integer',
    minimum: SHORTEST_S,
    maximum: LONGEST_S,
    default: NO_SAMPLING.expiresAfterSeconds,
    example: 86_400,
  })
  @IsOptional()
  @IsInt()
  @Min(SHORTEST_S)
  @Max(LONGEST_S)
  expiresAfterSeconds?: number;

  /** What is not said, or null, is the default. */
  static toSampling(request: ContextSamplingRequest): ContextSampling {
    return {
      enabled: request.enabled,
      attributes: request.attributes ?? NO_SAMPLING.attributes,
      targetingKey: request.targetingKey ?? NO_SAMPLING.targetingKey,
      capacity: request.capacity ?? NO_SAMPLING.capacity,
      expiresAfterSeconds: request.expiresAfterSeconds ?? NO_SAMPLING.expiresAfterSeconds,
    };
  }
}
