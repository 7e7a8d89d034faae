import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsObject, IsOptional, IsRFC3339, ValidateNested } from 'class-validator';
import { FlagMembersRequest } from './flag-members.request';
import { FlagAddressRequest } from './key-address.request';
import { UpsertFlagRequest } from './upsert-flag.request';

/** A flag that is not to be written, only looked at. */
export class ValidateFlagRequest extends UpsertFlagRequest {}

/** Which answer is to be explained. */
export class ExplainFlagRequest extends FlagAddressRequest {
  @ApiProperty({
    description: 'The evaluation context (OpenFeature): `targetingKey` and attributes.',
    type: 'object',
    additionalProperties: true,
    example: { targetingKey: 'alice', plan: 'pro' },
  })
  @IsObject()
  context!: Record<string, unknown>;

  @ApiPropertyOptional({
    description: 'The moment of the evaluation; the present when absent.',
    format: 'date-time',
    example: '2026-12-01T09:00:00Z',
  })
  @IsOptional()
  @IsRFC3339({ message: 'now must be a date and time with zone, like 2026-12-01T09:00:00Z' })
  now?: string;

  @ApiPropertyOptional({
    description:
      'Explained instead of the flag as it is stored: its members as `POST /features` takes them.',
    type: FlagMembersRequest,
  })
  @IsOptional()
  @ValidateNested()
  @Type(() => FlagMembersRequest)
  draft?: FlagMembersRequest;
}
