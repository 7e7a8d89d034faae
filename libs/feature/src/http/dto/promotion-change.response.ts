import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FieldChange, JsonValue } from '@app/kernel';

const ANY_JSON = {
  oneOf: [
    { type: 'string' },
    { type: 'number' },
    { type: 'boolean' },
    { type: 'object' },
    { type: 'array', items: {} },
  ],
  nullable: true,
};

/** One difference. A member of a list is named by its id, key or name. */
export class PromotionChangeResponse implements FieldChange {
  @ApiProperty({
    description: 'What happened; `move`: it stands at another position.',
    enum: ['add', 'remove', 'replace', 'move'],
    example: 'replace',
  })
  op!: FieldChange['op'];

  @ApiProperty({ description: 'Where, as a JSON Pointer.', example: '/strategy/percentage' })
  path!: string;

  @ApiPropertyOptional({
    ...ANY_JSON,
    description: 'What was there; of a move, the former position.',
    example: 20,
  })
  before?: JsonValue;

  @ApiPropertyOptional({
    ...ANY_JSON,
    description: 'What is there; of a move, the new position.',
    example: 30,
  })
  after?: JsonValue;
}
