import { SignatureVerifier, type Verdict } from './signature.verifier';

/** Believes everything: for who trusts the way to the service (`verify: false`). */
export class TrustingVerifier extends SignatureVerifier {
  override async verify(): Promise<Verdict> {
    return { kind: 'trusted' };
  }
}
