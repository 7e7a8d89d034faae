import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ENVIRONMENT_NAME, FLAG_KEY, TENANT_SLUG } from '@app/kernel';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayNotEmpty,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsOptional,
  Matches,
  Min,
  ValidateNested,
} from 'class-validator';
import { CONFLICT_POLICIES, type ConflictPolicy } from '../../domain/promotion';
import { ENV_RULE, TENANT_RULE } from '@app/tenancy';
import { KEY_RULE } from './key.path';

const MAX_KEYS = 10_000;

/** Revisions that the caller has seen. */
export class ExpectedRevisions {
  @ApiPropertyOptional({ description: 'Of the source.', minimum: 0, example: 12 })
  @IsOptional()
  @IsInt()
  @Min(0)
  from?: number;

  @ApiPropertyOptional({ description: 'Of the target.', minimum: 0, example: 9 })
  @IsOptional()
  @IsInt()
  @Min(0)
  to?: number;
}

/** What to promote, and how. */
export class PromoteRequest {
  @ApiProperty({
    description: 'The caller’s own tenant; another one is refused.',
    pattern: TENANT_SLUG.source,
    example: 'zebra',
  })
  @Matches(TENANT_SLUG, { message: TENANT_RULE })
  tenant!: string;

  @ApiProperty({
    description: 'The environment to take from.',
    pattern: ENVIRONMENT_NAME.source,
    example: 'dev',
  })
  @Matches(ENVIRONMENT_NAME, { message: ENV_RULE.replace('env', 'from') })
  from!: string;

  @ApiProperty({
    description: 'The environment to carry to.',
    pattern: ENVIRONMENT_NAME.source,
    example: 'prod',
  })
  @Matches(ENVIRONMENT_NAME, { message: ENV_RULE.replace('env', 'to') })
  to!: string;

  @ApiPropertyOptional({
    description: 'Which flags; without it all that the source has. Deletions are not promoted.',
    type: [String],
    maxItems: MAX_KEYS,
    example: ['checkout-redesign'],
  })
  @IsOptional()
  @IsArray()
  @ArrayNotEmpty()
  @ArrayMaxSize(MAX_KEYS)
  @Matches(FLAG_KEY, { each: true, message: KEY_RULE.replace('key', 'each of keys') })
  keys?: string[];

  @ApiPropertyOptional({
    description: '`true`: only the plan, always 200; `wouldFail` says what a run would come to.',
    default: false,
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  dryRun?: boolean;

  @ApiPropertyOptional({
    description:
      'What to do with a flag that the target has with another configuration: `fail` refuses everything, `skip` leaves it, `overwrite` updates it.',
    enum: CONFLICT_POLICIES,
    default: 'fail',
    example: 'overwrite',
  })
  @IsOptional()
  @IsIn(CONFLICT_POLICIES)
  conflictPolicy?: ConflictPolicy;

  @ApiPropertyOptional({
    description: 'Leaves the target’s switch as it is; new flags arrive off.',
    default: false,
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  keepEnabled?: boolean;

  @ApiPropertyOptional({
    description:
      'Carries along the segments and prerequisites that the target lacks or has differently.',
    default: false,
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  withDependencies?: boolean;

  @ApiPropertyOptional({
    description:
      'Refuses the run with 412 when either environment has moved on from these revisions.',
    type: ExpectedRevisions,
    // No example: the numbers change with every write.
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => ExpectedRevisions)
  expect?: ExpectedRevisions;
}
