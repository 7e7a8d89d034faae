import { ApiProperty } from '@nestjs/swagger';
import { ENVIRONMENT_NAME, TENANT_SLUG } from '@app/kernel';
import { Matches } from 'class-validator';

export const TENANT_RULE = 'tenant must be 2 to 63 lower-case letters, digits or inner hyphens';
export const ENV_RULE = 'env must be 1 to 63 lower-case letters, digits or inner hyphens';

/** The environment that a request is about. */
export class EnvironmentQuery {
  @ApiProperty({
    description: 'The caller’s own tenant; another one is refused.',
    pattern: TENANT_SLUG.source,
    example: 'zebra',
  })
  @Matches(TENANT_SLUG, { message: TENANT_RULE })
  tenant!: string;

  @ApiProperty({
    description: 'Name of the environment.',
    pattern: ENVIRONMENT_NAME.source,
    example: 'dev',
  })
  @Matches(ENVIRONMENT_NAME, { message: ENV_RULE })
  env!: string;
}
