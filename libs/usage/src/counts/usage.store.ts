import type { Interval } from './interval';
import type { UsageBatch, UsageCount } from './usage-count';

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
   * @returns those that the store will never take; none, unless something is wrong with it
   * @throws Error when the store does not answer: part of the batch may be there
   */
  abstract add(batch: UsageBatch): Promise<readonly UsageCount[]>;

  /**
   * By time, then variant in the order of its characters, none first. Intervals in which nothing was evaluated are left out.
   * @throws StoreUnavailable, or the database's own error, when the store does not answer
   */
  abstract read(query: UsageQuery): Promise<UsagePoint[]>;

  /**
   * Removes what is older than `before`, and may add up to hours what need not be told by the minute
   * any more at `now`; both epoch milliseconds.
   */
  abstract tidy(times: { readonly now: number; readonly before: number }): Promise<void>;
}
