import { ApiProperty } from '@nestjs/swagger';

/** The tenant was made. */
export class RegisteredResponse {
  @ApiProperty({ description: 'Always true.', example: true })
  ok!: true;

  @ApiProperty({ description: 'Name of the new tenant.', example: 'okapi' })
  tenant!: string;
}
