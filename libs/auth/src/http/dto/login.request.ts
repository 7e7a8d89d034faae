import { ApiProperty } from '@nestjs/swagger';
import { TENANT_SLUG } from '@app/kernel';
import { IsString, Matches, MaxLength } from 'class-validator';

/** Who logs in. */
export class LoginRequest {
  @ApiProperty({
    description: 'Name of the tenant.',
    pattern: TENANT_SLUG.source,
    maxLength: 63,
    example: 'zebra',
  })
  @Matches(TENANT_SLUG, {
    message: 'tenant must be 2 to 63 lower-case letters, digits or inner hyphens',
  })
  tenant!: string;

  @ApiProperty({
    description: 'Password of the tenant’s owner.',
    maxLength: 1024,
    format: 'password',
    example: 'zebra-demo-password',
  })
  @IsString()
  @MaxLength(1024)
  password!: string;
}
