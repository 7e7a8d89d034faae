import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Actor } from '@app/kernel';

/** Who acted. */
export class AuditActorResponse {
  @ApiProperty({
    description: 'What kind of actor it is.',
    enum: ['user', 'api-key', 'system', 'anonymous'],
    example: 'user',
  })
  type!: Actor['type'];

  @ApiProperty({
    description: 'Id of the user or API key; `system` or `anonymous` where there is none.',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  })
  id!: string;

  @ApiPropertyOptional({
    description: 'Name at the time, where the actor has one.',
    example: 'zebra',
  })
  name?: string;
}
