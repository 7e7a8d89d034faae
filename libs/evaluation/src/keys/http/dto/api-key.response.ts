import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type ApiKey, KEY_SCOPES, type KeyScope } from '../../domain/api-key';

export class ApiKeyResponse {
  @ApiProperty({ description: 'Id of the key.', example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59' })
  id!: string;

  @ApiProperty({ description: 'What the key is for.', example: 'checkout service' })
  name!: string;

  @ApiProperty({
    description: 'The environment it reaches; null: all of the tenant’s (scope `manage` only).',
    example: 'dev',
    type: String,
    nullable: true,
  })
  env!: string | null;

  @ApiProperty({ description: 'What it may do.', enum: KEY_SCOPES, example: 'evaluate:server' })
  scope!: KeyScope;

  @ApiProperty({
    description: 'Beginning of its newest secret, by which to recognise it.',
    example: 'toggle_zebra_3fa9c1d2',
  })
  prefix!: string;

  @ApiProperty({
    description: 'When it was made.',
    format: 'date-time',
    example: '2026-11-25T09:00:00.000Z',
  })
  createdAt!: string;

  @ApiPropertyOptional({
    description: 'When it ends; absent: never.',
    format: 'date-time',
    example: '2027-11-25T09:00:00.000Z',
  })
  expiresAt?: string;

  @ApiPropertyOptional({
    description: 'When it was last used, to the minute or so; absent: never.',
    format: 'date-time',
    example: '2026-11-25T10:00:00.000Z',
  })
  lastUsedAt?: string;

  static of(key: ApiKey): ApiKeyResponse {
    return {
      id: key.id,
      name: key.name,
      env: key.environment?.name ?? null,
      scope: key.scope,
      prefix: key.prefix,
      createdAt: key.createdAt.toISOString(),
      ...(key.expiresAt && { expiresAt: key.expiresAt.toISOString() }),
      ...(key.lastUsedAt && { lastUsedAt: key.lastUsedAt.toISOString() }),
    };
  }
}
