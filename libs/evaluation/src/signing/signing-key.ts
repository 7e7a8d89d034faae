import {
  calculateJwkThumbprint,
  exportJWK,
  FlattenedSign,
  generateKeyPair,
  type CryptoKey,
} from 'jose';

/** The public half as a JSON Web Key (RFC 7517, RFC 8037). */
export interface PublicSigningJwk {
  readonly kty: 'OKP';
  readonly crv: 'Ed25519';
  readonly alg: 'EdDSA';
  readonly use: 'sig';
  /** The thumbprint of the key (RFC 7638): two keys never share one. */
  readonly kid: string;
  /** The key itself, base64url. */
  readonly x: string;
}

const ENCODER = new TextEncoder();

/** An Ed25519 key that can sign. */
export class SigningKey {
  /** As it stands in every signature, so that a key is found without trying. */
  readonly id: string;
  private readonly header: { alg: 'EdDSA'; kid: string; b64: false; crit: string[] };

  constructor(
    readonly publicJwk: PublicSigningJwk,
    readonly privateKey: CryptoKey,
  ) {
    this.id = publicJwk.kid;
    this.header = { alg: 'EdDSA', kid: this.id, b64: false, crit: ['b64'] };
  }

  /**
   * A detached JWS over bytes that stay as they are (RFC 7515 appendix F, RFC 7797): `header..signature`.
   * @param payload text is signed as UTF-8
   */
  async sign(payload: Uint8Array | string): Promise<string> {
    const bytes = typeof payload === 'string' ? ENCODER.encode(payload) : payload;
    const { protected: header, signature } = await new FlattenedSign(bytes)
      .setProtectedHeader(this.header)
      .sign(this.privateKey);
    return `${header}..${signature}`;
  }
}

/** Makes a new key. */
export async function newSigningKey(): Promise<SigningKey> {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', {
    crv: 'Ed25519',
    extractable: true,
  });
  const { x = '' } = await exportJWK(publicKey);
  const kid = await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x });
  return new SigningKey(
    { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid, x },
    privateKey,
  );
}
