import { ApiProperty } from '@nestjs/swagger';

/** A public key, as RFC 7517 and RFC 8037 write it. */
export class JwkResponse {
  @ApiProperty({ description: 'Key type.', example: 'OKP' })
  kty!: string;

  @ApiProperty({ description: 'Curve.', example: 'Ed25519' })
  crv!: string;

  @ApiProperty({ description: 'Algorithm.', example: 'EdDSA' })
  alg!: string;

  @ApiProperty({ description: 'What the key is for: signatures.', example: 'sig' })
  use!: string;

  @ApiProperty({
    description: 'Id of the key, which signatures name: its thumbprint (RFC 7638).',
    example: 'kPrK_qmxVWaYVA9wwBF6Iuo3vVzz7TxHCTwXBygrS4k',
  })
  kid!: string;

  @ApiProperty({
    description: 'The key itself, base64url.',
    example: '11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo',
  })
  x!: string;
}

export class JwksResponse {
  @ApiProperty({ description: 'The key that signs, and those beside it.', type: [JwkResponse] })
  keys!: JwkResponse[];
}
