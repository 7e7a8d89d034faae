import { ApiPropertyOptional } from '@nestjs/swagger';
import type { FlagConfig, ValueType } from '@app/flag-engine';
import { LIMITS } from '@app/flag-engine/validation';
import {
  IsArray,
  IsBoolean,
  IsIn,
  IsObject,
  IsOptional,
  IsString,
  MaxLength,
} from 'class-validator';
import { modelProperty } from '../engine-schema';

const VALUE_TYPES: readonly ValueType[] = ['boolean', 'string', 'number', 'object'];

/** What a request says of a flag. What is absent stays as it is; `null` resets to the default. */
export class FlagMembersRequest {
  @ApiPropertyOptional({
    description: 'Name for people.',
    type: String,
    nullable: true,
    maxLength: LIMITS.nameLength,
    example: 'Checkout redesign',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.nameLength)
  name?: string | null;

  @ApiPropertyOptional({
    description: 'What it is for.',
    type: String,
    nullable: true,
    maxLength: LIMITS.descriptionLength,
    example: 'The one-page checkout.',
  })
  @IsOptional()
  @IsString()
  @MaxLength(LIMITS.descriptionLength)
  description?: string | null;

  @ApiPropertyOptional({
    description: 'Labels to find it by.',
    type: [String],
    nullable: true,
    example: ['web'],
  })
  @IsOptional()
  @IsArray()
  tags?: string[] | null;

  @ApiPropertyOptional({
    description: 'Off serves `offVariant` to everyone. A new flag is off unless it says otherwise.',
    type: Boolean,
    nullable: true,
    example: true,
  })
  @IsOptional()
  @IsBoolean()
  enabled?: boolean | null;

  @ApiPropertyOptional(
    modelProperty('Strategy', {
      description: 'How this environment decides. A new flag is in for everyone.',
      nullable: true,
      example: { type: 'percentage', percentage: 30 },
    }),
  )
  @IsOptional()
  @IsObject()
  strategy?: FlagConfig['strategy'] | null;

  @ApiPropertyOptional({
    description: 'Type of every variant’s value; must agree with the other environments.',
    enum: VALUE_TYPES,
    nullable: true,
    example: 'boolean',
  })
  @IsOptional()
  @IsIn(VALUE_TYPES)
  valueType?: ValueType | null;

  @ApiPropertyOptional(
    modelProperty('Variant', {
      description: 'The values it can have, by name. A boolean flag has `on` and `off` by default.',
      isArray: true,
      nullable: true,
      example: [
        { name: 'on', value: true },
        { name: 'off', value: false },
      ],
    }),
  )
  @IsOptional()
  @IsArray()
  variants?: FlagConfig['variants'] | null;

  @ApiPropertyOptional({
    description:
      'Served to those who are not in. By default the variant named `off`; null: no opinion, the caller’s own default.',
    type: String,
    nullable: true,
    example: 'off',
  })
  @IsOptional()
  @IsString()
  offVariant?: string | null;

  @ApiPropertyOptional({
    description: 'May a client-side key see it.',
    type: Boolean,
    nullable: true,
    example: false,
  })
  @IsOptional()
  @IsBoolean()
  clientVisible?: boolean | null;

  @ApiPropertyOptional({
    description: 'Scalars given back with every answer.',
    type: 'object',
    additionalProperties: {
      oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
    },
    nullable: true,
    example: { owner: 'payments' },
  })
  @IsOptional()
  @IsObject()
  metadata?: FlagConfig['metadata'] | null;
}
