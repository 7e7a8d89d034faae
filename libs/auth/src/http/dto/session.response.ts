import { ApiProperty } from '@nestjs/swagger';

/** A session was opened. */
export class SessionResponse {
  @ApiProperty({ description: 'Always true.', example: true })
  ok!: true;

  @ApiProperty({
    description:
      'The session token, for `Authorization: Bearer`. Browsers need not keep it: the cookie `token` holds it too.',
    example: 'eyJhbGciOiJIUzI1NiIsInR5cCI6ImF0K2p3dCJ9.eyJzdWIiOiIwMTk5In0.c2lnbmF0dXJl',
  })
  token!: string;

  @ApiProperty({ description: 'Name of the tenant.', example: 'zebra' })
  tenant!: string;
}
