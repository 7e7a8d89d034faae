import { ApiProperty } from '@nestjs/swagger';
import { FLAG_KEY } from '@app/kernel';
import { Matches } from 'class-validator';

export const KEY_RULE =
  'key must be 1 to 128 letters, digits, dots, underscores or hyphens, beginning with a letter or digit';

/** The flag that a path names. */
export class FlagPath {
  @ApiProperty({
    description: 'Key of the flag.',
    pattern: FLAG_KEY.source,
    example: 'checkout-redesign',
  })
  @Matches(FLAG_KEY, { message: KEY_RULE })
  key!: string;
}
