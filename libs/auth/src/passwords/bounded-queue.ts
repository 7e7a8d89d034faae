import { RateLimited } from '@app/kernel';
import pLimit, { type LimitFunction } from 'p-limit';

/** How long to stay away from a full queue: some of it is done by then. */
const RETRY_AFTER_SECONDS = 2;

export interface QueueBounds {
  /** Pieces of work at the same time. */
  readonly concurrency: number;
  /** Pieces that may wait for their turn; one more is refused. */
  readonly maxWaiting: number;
}

/** Does expensive work a few pieces at a time, and refuses what would have to wait too long. */
export class BoundedQueue {
  private readonly turn: LimitFunction;

  constructor(private readonly bounds: QueueBounds) {
    this.turn = pLimit(bounds.concurrency);
  }

  /** @throws RateLimited when too many are waiting */
  async run<T>(work: () => Promise<T>): Promise<T> {
    if (this.turn.pendingCount >= this.bounds.maxWaiting) {
      throw new RateLimited(RETRY_AFTER_SECONDS, 'login-capacity');
    }
    return this.turn(work);
  }
}
