import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { type Principal, type Role, type Scope, SCOPES } from '@app/kernel';
import type { AccountRecord } from '../../application/account';

/** The person who is logged in. */
export class AccountUserResponse {
  @ApiProperty({
    description: 'Id of the user.',
    format: 'uuid',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  })
  id!: string;

  @ApiProperty({ description: 'Name of the user.', example: 'zebra' })
  name!: string;

  @ApiProperty({
    description: 'What the user may do, in a word.',
    enum: ['owner', 'admin', 'editor', 'viewer'],
    example: 'owner',
  })
  role!: Role;
}

/** Who is logged in, to what, and until when. */
export class AccountResponse {
  @ApiProperty({ description: 'Name of the tenant in every address.', example: 'zebra' })
  tenant!: string;

  @ApiProperty({ description: 'Name of the tenant for people to read.', example: 'Zebra Ltd.' })
  tenantName!: string;

  @ApiProperty({ description: 'The person.', type: AccountUserResponse })
  user!: AccountUserResponse;

  @ApiProperty({
    description: 'Everything this session may do.',
    enum: SCOPES,
    isArray: true,
    example: ['flags:read', 'flags:write'],
  })
  scopes!: Scope[];

  @ApiPropertyOptional({
    description: 'When the session ends by itself.',
    format: 'date-time',
    example: '2026-11-25T21:30:00.000Z',
  })
  expiresAt?: string;

  static of({ scopes, session }: Principal, { tenant, user }: AccountRecord): AccountResponse {
    return {
      tenant: tenant.slug,
      tenantName: tenant.name,
      user: { id: user.id, name: user.name, role: user.role },
      scopes: [...scopes],
      ...(session && { expiresAt: new Date(session.expiresAt * 1000).toISOString() }),
    };
  }
}
