import { ApiProperty } from '@nestjs/swagger';

/** The session was ended. */
export class LoggedOutResponse {
  @ApiProperty({ description: 'Always true.', example: true })
  ok!: true;
}
