import { ApiProperty } from '@nestjs/swagger';
import type { IssuedKey } from '../../application/api-keys';
import { ApiKeyResponse } from './api-key.response';

export class IssuedKeyResponse extends ApiKeyResponse {
  @ApiProperty({
    description: 'The secret. It is shown this once and cannot be read again.',
    example: 'toggle_zebra_3fa9c1d2e4b5a6978877665544332211ffeeddccbbaa9988',
  })
  secret!: string;

  static ofIssued({ key, secret }: IssuedKey): IssuedKeyResponse {
    return { ...ApiKeyResponse.of(key), secret };
  }
}
