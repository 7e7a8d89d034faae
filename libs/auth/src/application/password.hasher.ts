/** Turns passwords into something that is safe to keep. Expensive on purpose. */
export abstract class PasswordHasher {
  /** @returns argon2id in PHC string format */
  abstract hash(password: string): Promise<string>;

  /**
   * Whether `password` is the one that `hash` was made of.
   * @param hash `undefined` when there is none to compare with: takes as long, and is never right
   */
  abstract verify(hash: string | undefined, password: string): Promise<boolean>;
}
