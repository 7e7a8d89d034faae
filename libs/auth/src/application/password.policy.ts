/** Which passwords may be chosen. */
export abstract class PasswordPolicy {
  /**
   * @param about names of the tenant and its owner, which must not be the password
   * @throws InvalidRequest pointing at `pointer`, saying what would be right
   */
  abstract check(password: string, about: readonly string[], pointer: `#/${string}`): Promise<void>;
}
