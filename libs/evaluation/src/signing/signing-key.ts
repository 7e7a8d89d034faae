import {
  calculateJwkThumbprint,
  type CryptoKey,
  exportJWK,
  FlattenedSign,
  generateKeyPair,
  importJWK,
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

/** The two halves of an Ed25519 key as JSON Web Keys write them, base64url. */
export interface KeyPair {
  readonly x: string;
  readonly d: string;
}

/** An Ed25519 key that can sign. */
export class SigningKey {
  private constructor(
    readonly id: string,
    private readonly privateKey: CryptoKey,
  ) {}

  /** @throws TypeError when it is no key */
  static async of(id: string, { x, d }: KeyPair): Promise<SigningKey> {
    const key = await importJWK({ kty: 'OKP', crv: 'Ed25519', x, d }, 'EdDSA');
    if (key instanceof Uint8Array) throw new TypeError('An Ed25519 key is no symmetric one.');
    return new SigningKey(id, key);
  }

  /**
   * A detached JWS over bytes that stay as they are (RFC 7515 appendix F, RFC 7797): `header..signature`.
   */
  async sign(bytes: Uint8Array): Promise<string> {
    const { protected: header, signature } = await new FlattenedSign(bytes)
      .setProtectedHeader({ alg: 'EdDSA', kid: this.id, b64: false, crit: ['b64'] })
      .sign(this.privateKey);
    return `${header}..${signature}`;
  }
}

/** Makes a new pair; its id is its thumbprint. */
export async function newKeyPair(): Promise<KeyPair & { readonly id: string }> {
  const { privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519', extractable: true });
  const { x = '', d = '' } = await exportJWK(privateKey);
  return { id: await calculateJwkThumbprint({ kty: 'OKP', crv: 'Ed25519', x }), x, d };
}

/** The public half, as it is published. */
export function publicJwk({
  id,
  x,
}: {
  readonly id: string;
  readonly x: string;
}): PublicSigningJwk {
  return { kty: 'OKP', crv: 'Ed25519', alg: 'EdDSA', use: 'sig', kid: id, x };
}
