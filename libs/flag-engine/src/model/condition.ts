import type { JsonValue } from './json';

/** An attribute of the context, or several of which the first that is present counts. */
export type By = string | readonly string[];

/** What a context must fulfil. A tree of comparisons, segments and other flags' answers. */
export type Condition =
  | { readonly all: readonly Condition[] }
  | { readonly any: readonly Condition[] }
  | { readonly not: Condition }
  | SegmentCondition
  | FlagCondition
  | Comparison;

/** Holds for the members of a segment of the same environment. */
export interface SegmentCondition {
  readonly segment: string;
}

/** Holds when another flag of the same environment answers one of `variants`; without them, any but its `offVariant`. */
export interface FlagCondition {
  readonly flag: string;
  readonly variants?: readonly string[];
}

/** Compares one attribute of the context. Which members count depends on the operator. */
export interface Comparison {
  /** A dotted path into the context, or `$now` (date operators only). */
  readonly attribute?: string;
  readonly operator: string;
  readonly values?: readonly JsonValue[];
  /** Folds case (Unicode lower case) in every comparison of strings. */
  readonly ignoreCase?: boolean;
  /** `modulo`: the attribute divided by this … */
  readonly divisor?: number;
  /** … leaves this. */
  readonly remainder?: number;
  /** `inPercentage`: the share of units admitted, 0 to 100. */
  readonly percentage?: number;
  /** `inPercentage`: whose bucket counts; `targetingKey` when absent. */
  readonly by?: By;
  /** `inPercentage`: the flag's key, or `segment/` and the segment's key, when absent. */
  readonly seed?: string;
  /** `inPercentage`: the bucketing function; `toggle-v1` when absent. */
  readonly hash?: string;
  /** `hashedIn`, `notHashedIn`: written before the value when it is hashed. */
  readonly salt?: string;
}
