import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { Actor } from '@app/kernel';

/** Who acted. */
export class ActorResponse implements Actor {
  @ApiProperty({
    description: 'What kind of caller it was.',
    enum: ['user', 'api-key', 'system', 'anonymous'],
    example: 'user',
  })
  type!: Actor['type'];

  @ApiProperty({
    description: 'Id of the user or of the key.',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59',
  })
  id!: string;

  @ApiPropertyOptional({ description: 'Name at that time.', example: 'zebra' })
  name?: string;
}
