import type { Principal } from './principal';

/**
 * One kind of credential besides the session token: who holds it is asked here. The guard picks
 * the first one that recognises a credential by its form.
 */
export abstract class Authenticator {
  /** Whether `credential` has the form of this kind. Looks at the text alone and is cheap. */
  abstract recognises(credential: string): boolean;

  /** @returns `undefined` when the credential proves nothing (unknown, expired, revoked) */
  abstract authenticate(credential: string): Promise<Principal | undefined>;
}
