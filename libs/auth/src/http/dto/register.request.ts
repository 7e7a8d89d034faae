import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { TENANT_SLUG } from '@app/kernel';
import { IsOptional, IsString, Length, Matches, MaxLength } from 'class-validator';

/** The tenant to make, and the password of its owner. */
export class RegisterRequest {
  @ApiProperty({
    description: 'Name of the tenant in every address; can never be changed.',
    pattern: TENANT_SLUG.source,
    maxLength: 63,
    example: 'okapi',
  })
  @Matches(TENANT_SLUG, {
    message: 'tenant must be 2 to 63 lower-case letters, digits or inner hyphens',
  })
  tenant!: string;

  @ApiPropertyOptional({
    description: 'Name for people to read; the tenant’s own name when absent or null.',
    type: String,
    nullable: true,
    minLength: 1,
    maxLength: 120,
    example: 'Okapi Ltd.',
  })
  @IsOptional()
  @Length(1, 120)
  @Matches(/^\P{Cc}*$/u, { message: 'name must be text without control characters' })
  name?: string | null;

  @ApiProperty({
    description:
      'Password of the owner: 8 to 128 characters, 15 or more advised; not a common one, not a name.',
    minLength: 8,
    maxLength: 128,
    format: 'password',
    example: 'okapi-demo-password',
  })
  @IsString()
  // The policy counts characters and explains itself; this only bounds what it is given.
  @MaxLength(1024)
  password!: string;
}
