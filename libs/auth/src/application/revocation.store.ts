import type { Tx } from '@app/kernel';
import type { Revocation } from '../domain/revocation';

/** Revocations, where every process finds them. */
export abstract class RevocationStore {
  /** Of a user's cutoffs the highest stays. */
  abstract add(tx: Tx, revocation: Revocation): Promise<void>;

  /** All that have not expired. */
  abstract listAll(): Promise<Revocation[]>;

  /** Those of the last `seconds`, by the store's own clock. */
  abstract listRecent(seconds: number): Promise<Revocation[]>;

  /** Removes what expired long enough ago for no clock to disagree. */
  abstract deleteExpired(): Promise<void>;
}
