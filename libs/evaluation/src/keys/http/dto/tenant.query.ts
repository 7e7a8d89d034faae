import { ApiPropertyOptional } from '@nestjs/swagger';
import { IsOptional, IsString } from 'class-validator';

export class TenantQuery {
  @ApiPropertyOptional({
    description: 'The caller’s tenant, if you like to name it.',
    example: 'zebra',
  })
  @IsOptional()
  @IsString()
  tenant?: string;
}
