import { Injectable } from '@nestjs/common';
import { newSigningKey, type PublicSigningJwk, type SigningKey } from './signing-key';

/** The keys of this deployment: the one that signs, and all that signatures may still be checked with. */
@Injectable()
export class SigningKeyring {
  private made: Promise<SigningKey> | undefined;
  private signing: SigningKey | undefined;

  /** The key that signs now, if it is at hand. No I/O. */
  find(): SigningKey | undefined {
    return this.signing;
  }

  /** The key that signs now. */
  async current(): Promise<SigningKey> {
    this.made ??= newSigningKey();
    return (this.signing = await this.made);
  }

  /** The public keys, the one that signs first. */
  async publicKeys(): Promise<readonly PublicSigningJwk[]> {
    return [(await this.current()).publicJwk];
  }
}
