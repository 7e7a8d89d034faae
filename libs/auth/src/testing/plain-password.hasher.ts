import { PasswordHasher } from '../application/password.hasher';

/** Hashes nothing, at no cost; counts how often it was asked to compare. */
export class PlainPasswordHasher extends PasswordHasher {
  comparisons = 0;

  override async hash(password: string): Promise<string> {
    return `plain:${password.normalize('NFKC')}`;
  }

  override async verify(hash: string | undefined, password: string): Promise<boolean> {
    this.comparisons += 1;
    return hash === (await this.hash(password));
  }
}
