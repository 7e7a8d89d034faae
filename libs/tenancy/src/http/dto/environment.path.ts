import { ApiProperty } from '@nestjs/swagger';
import { ENVIRONMENT_NAME } from '@app/kernel';
import { Matches } from 'class-validator';

/** The environment that a path names. */
export class EnvironmentPath {
  @ApiProperty({
    description: 'Name of the environment.',
    pattern: ENVIRONMENT_NAME.source,
    example: 'dev',
  })
  @Matches(ENVIRONMENT_NAME, {
    message: 'environment must be 1 to 63 lower-case letters, digits or inner hyphens',
  })
  environment!: string;
}
