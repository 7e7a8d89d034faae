import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString, MaxLength } from 'class-validator';

/** A query that may name the tenant, which then must be the caller's own. */
export class OwnTenantQuery {
  @ApiPropertyOptional({
    description: 'The caller’s own tenant; another one is refused.',
    example: 'zebra',
  })
  @IsOptional()
  @IsString()
  @MaxLength(63)
  tenant?: string;
}
