import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FlagConfig, ValueType } from '@app/flag-engine';
import { modelProperty } from '../engine-schema';
import type { Flag } from '../../domain/flag';
import { ActorResponse } from './actor.response';
import { WarningResponse } from './warning.response';

/** Where a flag is, as requests name it. */
export interface FlagPlace {
  readonly tenant: string;
  readonly env: string;
}

/** A flag in one environment, complete. */
export class FlagResponse {
  @ApiProperty({ description: 'The tenant it belongs to.', example: 'zebra' })
  tenant!: string;

  @ApiProperty({ description: 'The environment it is in.', example: 'dev' })
  env!: string;

  @ApiProperty({ description: 'Key of the flag; never changes.', example: 'checkout-redesign' })
  key!: string;

  @ApiPropertyOptional({ description: 'Name for people.', example: 'Checkout redesign' })
  name?: string;

  @ApiPropertyOptional({ description: 'What it is for.', example: 'The one-page checkout.' })
  description?: string;

  @ApiProperty({ description: 'Labels to find it by.', type: [String], example: ['web'] })
  tags!: readonly string[];

  @ApiProperty({
    description: 'Type of every variant’s value; the same in all environments.',
    enum: ['boolean', 'string', 'number', 'object'],
    example: 'boolean',
  })
  valueType!: ValueType;

  @ApiProperty(
    modelProperty('Variant', {
      description: 'The values it can have, by name.',
      isArray: true,
      example: [
        { name: 'on', value: true },
        { name: 'off', value: false },
      ],
    }),
  )
  variants!: FlagConfig['variants'];

  @ApiProperty({
    description:
      'Served to those who are not in and while the flag is off; null: no opinion, the caller’s own default.',
    type: String,
    nullable: true,
    example: 'off',
  })
  offVariant!: string | null;

  @ApiProperty({ description: 'Off serves `offVariant` to everyone.', example: true })
  enabled!: boolean;

  @ApiProperty({ description: 'May a client-side key see it.', example: false })
  clientVisible!: boolean;

  @ApiPropertyOptional({
    description: 'Scalars given back with every answer.',
    type: 'object',
    additionalProperties: {
      oneOf: [{ type: 'string' }, { type: 'number' }, { type: 'boolean' }],
    },
    example: { owner: 'payments' },
  })
  metadata?: FlagConfig['metadata'];

  @ApiProperty(
    modelProperty('Strategy', {
      description: 'How this environment decides.',
      example: { type: 'percentage', percentage: 30 },
    }),
  )
  strategy!: FlagConfig['strategy'];

  @ApiProperty({
    description: 'Counts this flag’s own changes in this environment, from 1.',
    minimum: 1,
    example: 3,
  })
  version!: number;

  @ApiProperty({
    description: 'When it was made in this environment.',
    format: 'date-time',
    example: '2026-11-25T09:30:00.000Z',
  })
  createdAt!: string;

  @ApiProperty({
    description: 'When it was last changed in this environment.',
    format: 'date-time',
    example: '2026-11-25T09:31:00.000Z',
  })
  updatedAt!: string;

  @ApiProperty({ description: 'Who changed it last.', type: ActorResponse })
  updatedBy!: ActorResponse;

  @ApiPropertyOptional({
    description: 'In the answer of a write: what is allowed but rarely meant.',
    type: [WarningResponse],
  })
  warnings?: readonly WarningResponse[];

  static of(
    { config, version, createdAt, updatedAt, updatedBy }: Flag,
    { tenant, env }: FlagPlace,
    warnings: readonly WarningResponse[] = [],
  ): FlagResponse {
    const { key, name, description, tags = [], valueType, variants, offVariant } = config;
    const { enabled, clientVisible, metadata, strategy } = config;
    return {
      tenant,
      env,
      key,
      ...(name !== undefined && { name }),
      ...(description !== undefined && { description }),
      tags,
      valueType,
      variants,
      offVariant,
      enabled,
      clientVisible,
      ...(metadata !== undefined && { metadata }),
      strategy,
      version,
      createdAt,
      updatedAt,
      updatedBy,
      ...(warnings.length > 0 && { warnings }),
    };
  }
}
