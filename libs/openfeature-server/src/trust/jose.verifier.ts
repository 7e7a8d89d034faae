import { errors, flattenedVerify, type FlattenedVerifyGetKey } from 'jose';
import { SignatureVerifier, type Verdict } from './signature.verifier';
import type { SignedDocument } from './signed-document';

/** Ed25519 under its former and its present name (RFC 8037, RFC 9864). */
const ALGORITHMS = ['EdDSA', 'Ed25519'];

/** Checks signatures with `jose`. */
export class JoseVerifier extends SignatureVerifier {
  constructor(private readonly keys: FlattenedVerifyGetKey) {
    super();
  }

  override async verify({ payload, signature }: SignedDocument): Promise<Verdict> {
    if (signature === undefined) return { kind: 'untrusted', reason: 'it is not signed' };
    const [header = '', between, proof = '', ...more] = signature.split('.');
    if (between !== '' || more.length > 0) {
      return { kind: 'untrusted', reason: 'its signature is no detached JWS' };
    }
    const jws = { protected: header, payload: new TextEncoder().encode(payload), signature: proof };
    try {
      await flattenedVerify(jws, this.keys, { algorithms: ALGORITHMS });
      return { kind: 'trusted' };
    } catch (error) {
      return verdictOf(error);
    }
  }
}

function verdictOf(error: unknown): Verdict {
  if (error instanceof errors.JWKSNoMatchingKey) {
    return { kind: 'untrusted', reason: 'it is signed with a key that is not trusted' };
  }
  if (error instanceof errors.JWSSignatureVerificationFailed) {
    return { kind: 'untrusted', reason: 'its signature is wrong' };
  }
  const detail = error instanceof Error ? error.message : String(error);
  const unreadable = error instanceof errors.JWSInvalid || error instanceof errors.JOSENotSupported;
  if (unreadable || error instanceof errors.JOSEAlgNotAllowed) {
    return { kind: 'untrusted', reason: `its signature cannot be checked: ${detail}` };
  }
  return { kind: 'undecided', reason: `the keys to check it were not to be had: ${detail}` };
}
