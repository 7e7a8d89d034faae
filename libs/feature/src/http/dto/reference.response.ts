import { ApiProperty } from '@nestjs/swagger';
import type { Reference } from '../../domain/reference';

/** A flag or segment, by name. */
export class ReferenceResponse implements Reference {
  @ApiProperty({ description: 'What it is.', enum: ['flag', 'segment'], example: 'segment' })
  kind!: Reference['kind'];

  @ApiProperty({ description: 'Its key.', example: 'beta-testers' })
  key!: string;
}
