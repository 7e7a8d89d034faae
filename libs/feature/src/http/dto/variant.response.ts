import { ApiProperty } from '@nestjs/swagger';

/** A named value. */
export class VariantResponse {
  @ApiProperty({ description: 'Name, unique within the flag.', example: 'on' })
  name!: string;

  @ApiProperty({
    description: 'The value, of the flag’s value type.',
    oneOf: [{ type: 'boolean' }, { type: 'string' }, { type: 'number' }, { type: 'object' }],
    example: true,
  })
  value!: unknown;
}
