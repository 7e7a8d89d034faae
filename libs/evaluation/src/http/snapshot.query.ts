import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, Matches } from 'class-validator';
import { SINCE } from '../snapshots/serving/since';

/** Which environment, and from where on. */
export class SnapshotQuery {
  @ApiPropertyOptional({
    description:
      'The state the caller has: a revision, or an epoch and a revision as in the ETag. The answer is what changed since, or everything where that cannot be told.',
    example: '5f2b:42',
  })
  @IsOptional()
  @Matches(SINCE, {
    message: '"since" must be a revision ("42") or an epoch and a revision ("5f2b:42").',
  })
  since?: string;

  @ApiPropertyOptional({
    description:
      'The environment, for a user’s session or a key of all environments; a key of one environment names its own.',
    example: 'dev',
  })
  @IsOptional()
  @IsString()
  env?: string;
}
