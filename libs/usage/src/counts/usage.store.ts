import type { Interval } from './interval';
import type { UsageBatch } from './usage-count';

/** Which evaluations are asked about: of one flag, in [from, to), both epoch milliseconds. */
export interface UsageQuery {
  readonly tenantId: string;
  readonly environmentId: string;
  readonly flag: string;
  readonly from: number;
  readonly to: number;
  readonly interval: Interval;
}

/** Evaluations to one variant within one interval. */
export interface UsagePoint {
  /** Epoch milliseconds at which the interval began. */
  readonly at: number;
  readonly variant: string | undefined;
  readonly count: number;
  readonly bulkCount: number;
}

/** Where evaluations are counted over time. */
export abstract class UsageStore {
  /**
   * Adds counts. A batch that is written again, because nobody knew whether it had got through,
   * counts nothing twice.
   * @throws Error when the store does not answer: part of the batch may be there
   */
  abstract add(batch: UsageBatch): Promise<void>;

  /**
   * By time, then variant (none first). Intervals in which nothing was evaluated are left out.
   * @throws Error when the store does not answer
   */
  abstract read(query: UsageQuery): Promise<UsagePoint[]>;

  /**
   * Adds up what need not be told by the minute any more at `now`, and removes what is older than
   * `before`; both epoch milliseconds.
   */
  abstract tidy(times: { readonly now: number; readonly before: number }): Promise<void>;
}
