import type { By, Condition } from './condition';
import type { Bucketing, Rollout, Serve } from './serve';

/** How an environment decides a flag. */
export type Strategy = BooleanStrategy | PercentageStrategy | TargetingStrategy | RulesStrategy;

/** In for everyone. */
export interface BooleanStrategy {
  readonly type: 'boolean';
  /** The *in* variant; the first that is not `offVariant` when absent. */
  readonly variant?: string;
}

/** In for a stable share of the units. */
export interface PercentageStrategy extends Bucketing {
  readonly type: 'percentage';
  /** 0 to 100. */
  readonly percentage: number;
  readonly variant?: string;
}

/** In for those listed: `deny` wins, then `allow`; neither means out. */
export interface TargetingStrategy {
  readonly type: 'targeting';
  readonly allow?: readonly string[];
  readonly deny?: readonly string[];
  readonly variant?: string;
}

/** The full strategy: prerequisites, then individual targets, then rules in order, then the fallthrough. */
export interface RulesStrategy {
  readonly type: 'rules';
  readonly prerequisites?: Condition;
  readonly targets?: readonly Target[];
  readonly rules?: readonly Rule[];
  /** `{ "variant": offVariant }` when absent. */
  readonly fallthrough?: Serve;
}

/** Individual units that get a variant whatever the rules say. */
export interface Target {
  readonly variant: string;
  readonly keys: readonly string[];
  /** Whose keys these are; `targetingKey` when absent. */
  readonly by?: By;
}

/** Serves those for whom it is active, whose `when` holds and whom its rollout admits. */
export interface Rule {
  /** Given back in `flagMetadata.rule`; unique within the flag. `withDefaults` names a rule that has none. */
  readonly id?: string;
  readonly name?: string;
  /** Everyone when absent. */
  readonly when?: Condition;
  /** RFC 3339 with zone: active from here on … */
  readonly from?: string;
  /** … and before here. */
  readonly until?: string;
  readonly rollout?: Rollout;
  readonly serve: Serve;
}
