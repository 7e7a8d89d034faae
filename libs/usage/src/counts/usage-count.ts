import type { EnvironmentRef } from '@app/evaluation';

/** Evaluations of a flag of an environment to one variant within one minute. */
export interface UsageCount extends EnvironmentRef {
  readonly flag: string;
  /** `undefined`: the caller's own default, or an error. */
  readonly variant: string | undefined;
  /** Epoch milliseconds at which the minute began. */
  readonly minute: number;
  /** Evaluations that named the flag: OFREP's of one flag, and those of SDKs. */
  count: number;
  /** Evaluations among all others of a bulk answer, which may be of no use to whoever asked. */
  bulkCount: number;
}

/** Counts that are written together. */
export interface UsageBatch {
  /** Tells the batch from any other, so that writing it again counts nothing twice. */
  readonly id: string;
  readonly counts: readonly UsageCount[];
}
