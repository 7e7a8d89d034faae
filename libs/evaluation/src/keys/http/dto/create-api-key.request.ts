import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsRFC3339, IsString, Length, Matches } from 'class-validator';
import type { NewApiKey } from '../../application/api-keys';
import { KEY_SCOPES, type KeyScope } from '../../domain/api-key';

export class CreateApiKeyRequest {
  @ApiProperty({ description: 'The caller’s tenant.', example: 'zebra' })
  @IsString()
  tenant!: string;

  @ApiPropertyOptional({
    description: 'The environment the key reaches; may be left out for scope `manage` only.',
    example: 'dev',
  })
  @IsOptional()
  @IsString()
  env?: string;

  @ApiProperty({ description: 'What the key is for, in words.', example: 'checkout service' })
  @IsString()
  @Length(1, 200)
  @Matches(/^\P{Cc}*$/u, { message: 'name must be text without control characters' })
  name!: string;

  @ApiProperty({
    description:
      '`evaluate:server` sees every flag; `evaluate:client`, for browsers and mobile apps, only client-visible ones; `manage` writes flags.',
    enum: KEY_SCOPES,
    example: 'evaluate:server',
  })
  @IsIn(KEY_SCOPES)
  scope!: KeyScope;

  @ApiPropertyOptional({
    description: 'When the key ends by itself; absent: never.',
    format: 'date-time',
    example: '2030-01-01T00:00:00Z',
  })
  @IsOptional()
  @IsRFC3339({ message: 'expiresAt must be a time with a zone, as RFC 3339 writes it' })
  expiresAt?: string;

  /** A member that is null is as good as absent. */
  static toNewKey(request: CreateApiKeyRequest): NewApiKey {
    const { name, scope } = request;
    const [env, end] = [request.env ?? undefined, request.expiresAt ?? undefined];
    return { env, name, scope, expiresAt: end === undefined ? undefined : new Date(end) };
  }
}
