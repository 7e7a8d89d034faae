import type { UnknownCount, UsageCount } from './telemetry-report';

/** What was counted since it was last asked for. */
export interface CountedUsage {
  readonly usage: readonly UsageCount[];
  readonly unknown: readonly UnknownCount[];
  /** Evaluations that found no room. */
  readonly lost: number;
}

/** Where counts come from. An SDK that counts millions per second keeps them beside its answers; others use `UsageCounter`. */
export abstract class UsageSource {
  /** Hands the counts over and begins anew. */
  abstract drain(): CountedUsage;
}
