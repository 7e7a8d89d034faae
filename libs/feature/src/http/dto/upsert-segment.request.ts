import { ApiPropertyOptional, type ApiPropertyOptions } from '@nestjs/swagger';
import type { By, Condition } from '@app/flag-engine';
import { LIMITS } from '@app/flag-engine/validation';
import { IsObject, IsOptional, IsString, MaxLength } from 'class-validator';
import type { IdsPatch, SegmentPatch } from '../../domain/segment-patch';
import { modelProperty } from '../engine-schema';
import { IsIdsPatch } from './ids-patch';
import { SegmentAddressRequest } from './segment-address.request';

const IDS = { type: 'array', items: { type: 'string' }, maxItems: LIMITS.ids } as const;

function idsProperty(description: string, example: unknown): ApiPropertyOptions {
  return {
    description,
    oneOf: [
      IDS,
      {
        type: 'object',
        properties: {
          add: { ...IDS, description: 'Ids that join.' },
          remove: { ...IDS, description: 'Ids that leave.' },
        },
        additionalProperties: false,
      },
      { type: 'null' },
    ],
    example,
  };
}

/** A segment to be made or changed. What is absent stays as it is; `null` resets. */
export class UpsertSegmentRequest extends SegmentAddressRequest {
  @ApiPropertyOptional({
    description: 'Name for people.',
    type: String,
    nullable: true,
    maxLength: LIMITS.nameLength,
    example: 'Beta testers',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.nameLength)
  name?: string | null;

  @ApiPropertyOptional({
    description: 'Who they are.',
    type: String,
    nullable: true,
    maxLength: LIMITS.descriptionLength,
    example: 'Customers who asked to see things early.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.descriptionLength)
  description?: string | null;

  @ApiPropertyOptional({
    description:
      'Whose ids the lists hold: an attribute, or several of which the first present counts. `targetingKey` by default.',
    oneOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' } }, { type: 'null' }],
    example: 'targetingKey',
  })
  @IsOptional()
  by?: By | null;

  @ApiPropertyOptional(
    modelProperty('Condition', {
      description:
        'Whoever fulfils it is in, unless excluded. Segments may use segments, but no flags.',
      nullable: true,
      example: { attribute: 'plan', operator: 'in', values: ['pro', 'team'] },
    }),
  )
  @IsOptional()
  @IsObject()
  when?: Condition | null;

  @ApiPropertyOptional(
    idsProperty('Ids that are in: the whole list, or what joins and leaves it.', ['alice', 'bob']),
  )
  @IsOptional()
  @IsIdsPatch()
  include?: IdsPatch | null;

  @ApiPropertyOptional(
    idsProperty('Ids that are out, whatever else says they are in.', { add: ['mallory'] }),
  )
  @IsOptional()
  @IsIdsPatch()
  exclude?: IdsPatch | null;
}

/** What the request says of the segment itself. */
export function segmentPatchOf({
  tenant: _tenant,
  env: _env,
  key: _key,
  ...patch
}: UpsertSegmentRequest): SegmentPatch {
  return patch;
}
