import { Controller, Get, Header } from '@nestjs/common';
import { ApiTags } from '@nestjs/swagger';
import { Endpoint } from '@app/platform/openapi';
import { JWKS_MAX_AGE_S } from '../signing/key-schedule';
import { SigningKeyring } from '../signing/signing.keyring';
import { JwksResponse } from './dto/jwks.response';

/** The keys that signatures are verified with, for everyone. */
@ApiTags('Evaluation')
@Controller('.well-known/jwks.json')
export class JwksController {
  constructor(private readonly keyring: SigningKeyring) {}

  @Endpoint({
    summary: 'List the keys that snapshots are signed with',
    description:
      'A JSON Web Key Set (RFC 7517) of Ed25519 keys. A new key is listed before it signs, an old one for a while after.',
    access: 'public',
    limit: 'none',
    returns: JwksResponse,
    headers: { 'Cache-Control': 'For how long a copy may be used.' },
  })
  @Header('Cache-Control', `public, max-age=${JWKS_MAX_AGE_S}`)
  @Header('Access-Control-Allow-Origin', '*')
  @Get()
  list(): JwksResponse {
    return { keys: this.keyring.publicKeys() };
  }
}
