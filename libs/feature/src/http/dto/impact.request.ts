import { ApiPropertyOptional, IntersectionType, OmitType, PickType } from '@nestjs/swagger';
import { ENVIRONMENT_NAME } from '@app/kernel';
import { ENV_RULE, EnvironmentQuery } from '@app/tenancy';
import { Type } from 'class-transformer';
import { IsOptional, IsRFC3339, Matches, ValidateNested } from 'class-validator';
import { FlagMembersRequest } from './flag-members.request';
import { FlagAddressRequest } from './key-address.request';
import { PromoteRequest } from './promote.request';

/** A flag as it would be written. */
export class ImpactFeatureRequest extends IntersectionType(
  PickType(FlagAddressRequest, ['key']),
  FlagMembersRequest,
) {}

/** A promotion as it would be run. */
export class ImpactPromotionRequest extends OmitType(PromoteRequest, ['tenant', 'dryRun']) {}

/** The change whose impact is asked about: of one flag, or a promotion. */
export class ImpactRequest extends PickType(EnvironmentQuery, ['tenant']) {
  @ApiPropertyOptional({
    description: 'Name of the environment; with `feature` only.',
    pattern: ENVIRONMENT_NAME.source,
    example: 'dev',
  })
  @IsOptional()
  @Matches(ENVIRONMENT_NAME, { message: ENV_RULE })
  env?: string;

  @ApiPropertyOptional({
    description: 'A flag as `POST /features` would write it.',
    type: ImpactFeatureRequest,
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => ImpactFeatureRequest)
  feature?: ImpactFeatureRequest;

  @ApiPropertyOptional({
    description: 'A promotion as `POST /features/promote` would run it.',
    type: ImpactPromotionRequest,
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => ImpactPromotionRequest)
  promotion?: ImpactPromotionRequest;

  @ApiPropertyOptional({
    description: 'The moment of the evaluations; the present when absent.',
    format: 'date-time',
    example: '2026-12-01T09:00:00Z',
  })
  @IsOptional()
  @IsRFC3339({ message: 'now must be a date and time with zone, like 2026-12-01T09:00:00Z' })
  now?: string;
}
