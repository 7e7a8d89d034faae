import { ApiProperty } from '@nestjs/swagger';
import { IsUUID } from 'class-validator';

export class ApiKeyPath {
  @ApiProperty({ description: 'Id of the key.', example: '0199a3c2-7a51-7c3e-b0a5-8f1d2c3b4a59' })
  @IsUUID()
  id!: string;
}
