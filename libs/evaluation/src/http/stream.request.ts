import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { SINCE } from '../snapshots/serving/since';

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
    description:
      'The environment, for a user’s session or a key of all environments; a key that is bound to one needs none, and with another it is 403.',
    example: 'dev',
  })
  @IsOptional()
  @IsString()
  env?: string;

  @ApiPropertyOptional({
    description:
      '`delta`: the changes themselves instead of the news that there are some, for servers that evaluate in their own process.',
    example: 'delta',
    enum: ['delta'],
  })
  @IsOptional()
  @IsIn(['delta'])
  data?: 'delta';

  @ApiPropertyOptional({
    description:
      'The state the caller has, a revision or an epoch and a revision: what came after it is told at once. `Last-Event-ID` goes before it.',
    example: '5f2b:42',
  })
  @IsOptional()
  @Matches(SINCE, {
    message: '"since" must be a revision ("42") or an epoch and a revision ("5f2b:42").',
  })
  since?: string;
}
