import type { By } from './condition';

/** How a unit gets its bucket. */
export interface Bucketing {
  /** Whose bucket counts; `targetingKey` when absent. */
  readonly by?: By;
  /** What the unit is hashed with; derived from the flag's key when absent. */
  readonly seed?: string;
  /** The bucketing function; `toggle-v1` when absent. */
  readonly hash?: string;
}

/** What a rule or the fallthrough answers: a variant, the caller's own default (`null`), or a split. */
export type Serve = { readonly variant: string | null } | Split;

/** Divides units among variants, by weights or by ranges of buckets fixed by hand. */
export interface Split extends Bucketing {
  readonly split?: readonly Weight[];
  readonly ranges?: readonly Range[];
}

/** A variant's share in percent, at most three decimals; the shares of a split add up to 100. */
export interface Weight {
  readonly variant: string;
  readonly weight: number;
}

/** The buckets `from` ≤ bucket < `to`, of 0 to 100000, that get a variant. */
export interface Range {
  readonly variant: string;
  readonly from: number;
  readonly to: number;
}

/** The share of the audience that a rule admits. */
export interface Rollout extends Bucketing {
  readonly percentage: number | ProgressivePercentage;
}

/** A percentage that moves from `from` to `to` between two moments, minute by minute or in `steps`. */
export interface ProgressivePercentage {
  readonly from: number;
  readonly to: number;
  /** RFC 3339 with zone. */
  readonly startAt: string;
  /** RFC 3339 with zone, after `startAt`. */
  readonly endAt: string;
  readonly steps?: number;
}
