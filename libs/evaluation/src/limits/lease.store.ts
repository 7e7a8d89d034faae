import type { Limits } from './bucket';

/** Tokens handed out in advance; none, and when to ask again, where the bucket is empty. */
export interface Lease {
  readonly granted: number;
  readonly retryAfterMs: number;
}

/** The one bucket that all processes draw on. */
export abstract class LeaseStore {
  /**
   * Takes up to `wanted` tokens in one atomic step: as many as there are.
   * @throws when the store cannot be reached
   */
  abstract lease(bucket: string, wanted: number, limits: Limits): Promise<Lease>;
}
