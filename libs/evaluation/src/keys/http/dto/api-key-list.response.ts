import { ApiProperty } from '@nestjs/swagger';
import { ApiKeyResponse } from './api-key.response';

export class ApiKeyListResponse {
  @ApiProperty({ description: 'The keys, newest first.', type: [ApiKeyResponse] })
  items!: ApiKeyResponse[];

  @ApiProperty({ description: 'How many there are.', example: 1 })
  total!: number;
}
