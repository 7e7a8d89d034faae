import { ApiProperty } from '@nestjs/swagger';
import type { Warning } from '@app/flag-engine/validation';

/** Something that is allowed but rarely meant. */
export class WarningResponse implements Warning {
  @ApiProperty({ description: 'The flag or segment it is about.', example: 'checkout-redesign' })
  key!: string;

  @ApiProperty({ description: 'Where in it, as a JSON Pointer.', example: '/variants/2' })
  pointer!: string;

  @ApiProperty({
    description: 'What kind of warning it is.',
    enum: [
      'shared_seed',
      'unreachable_rule',
      'unserved_variant',
      'unused_segment',
      'reveals_hidden_flag',
    ],
    example: 'unserved_variant',
  })
  code!: Warning['code'];

  @ApiProperty({
    description: 'What happens and what to do instead.',
    example: 'Nobody is ever served "c": use it in the strategy, or take it out.',
  })
  detail!: string;
}
