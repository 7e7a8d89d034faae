import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import type { FieldChange, JsonValue } from '@app/kernel';

/** The same schema as the plan's of a promotion: one shape, one name in the document. */
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

/** One difference between before and after. */
export class FieldChangeResponse implements FieldChange {
  @ApiProperty({
    description: 'What happened at `path`.',
    enum: ['add', 'remove', 'replace', 'move'],
    example: 'replace',
  })
  op!: FieldChange['op'];

  @ApiProperty({
    description:
      'JSON Pointer to the place; a member of a list that has an id is named by it instead of its position.',
    example: '/strategy/percentage',
  })
  path!: string;

  @ApiPropertyOptional({
    ...ANY_JSON,
    description: 'The value there was; absent for `add`.',
    example: 20,
  })
  before?: JsonValue;

  @ApiPropertyOptional({
    ...ANY_JSON,
    description: 'The value there is; absent for `remove`.',
    example: 30,
  })
  after?: JsonValue;
}
