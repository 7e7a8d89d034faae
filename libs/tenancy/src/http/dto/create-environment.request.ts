import { ApiProperty } from '@nestjs/swagger';
import { ENVIRONMENT_NAME, TENANT_SLUG } from '@app/kernel';
import { Matches } from 'class-validator';

/** The environment to add. */
export class CreateEnvironmentRequest {
  @ApiProperty({
    description: 'The caller’s own tenant.',
    pattern: TENANT_SLUG.source,
    example: 'zebra',
  })
  @Matches(TENANT_SLUG, {
    message: 'tenant must be 2 to 63 lower-case letters, digits or inner hyphens',
  })
  tenant!: string;

  @ApiProperty({
    description: 'Lower-case letters, digits and inner hyphens; can never be changed.',
    pattern: ENVIRONMENT_NAME.source,
    maxLength: 63,
    example: 'qa',
  })
  @Matches(ENVIRONMENT_NAME, {
    message: 'name must be 1 to 63 lower-case letters, digits or inner hyphens',
  })
  name!: string;
}
