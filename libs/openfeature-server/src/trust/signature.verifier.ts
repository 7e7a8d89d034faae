import type { SignedDocument } from './signed-document';

/** `undecided`: the keys that could tell were not to be had. */
export type Verdict =
  | { readonly kind: 'trusted' }
  | { readonly kind: 'untrusted'; readonly reason: string }
  | { readonly kind: 'undecided'; readonly reason: string };

/** Says whether the service wrote a document. Never throws. */
export abstract class SignatureVerifier {
  abstract verify(document: SignedDocument): Promise<Verdict>;
}
