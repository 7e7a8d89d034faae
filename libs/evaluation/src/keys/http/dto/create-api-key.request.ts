import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import { IsDate, IsIn, IsOptional, IsString, Length } from 'class-validator';
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
  @Type(() => Date)
  @IsDate()
  expiresAt?: Date;
}
