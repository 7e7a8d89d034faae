import { ApiProperty } from '@nestjs/swagger';
import { FLAG_KEY } from '@app/kernel';
import { Matches } from 'class-validator';
import { EnvironmentQuery } from '@app/tenancy';
import { KEY_RULE } from './key.path';

/** One flag of one environment, named in a body or in a query. */
export class FlagAddressRequest extends EnvironmentQuery {
  @ApiProperty({
    description: 'Key of the flag.',
    pattern: FLAG_KEY.source,
    example: 'checkout-redesign',
  })
  @Matches(FLAG_KEY, { message: KEY_RULE })
  key!: string;
}
