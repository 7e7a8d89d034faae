import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

export class StreamQuery {
  @ApiPropertyOptional({
    description:
      'Short-lived token out of `eventStreams` of a bulk answer, for browsers that cannot send headers. Treat the URL as a secret.',
    example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59.982345.q1w2e3',
  })
  @IsOptional()
  @IsString()
  @MaxLength(200)
  token?: string;

  @ApiPropertyOptional({
    description: 'The environment, for a user’s session; a key names its own.',
    example: 'dev',
  })
  @IsOptional()
  @IsString()
  env?: string;
}
