/** How often something may be tried from one address: a bucket of attempts that refills. */
export interface AttemptPolicy {
  /** As answers and keys name it. */
  readonly name: string;
  /** Attempts at once. */
  readonly burst: number;
  /** Milliseconds until one more attempt is allowed. */
  readonly refillMs: number;
}

export type AttemptDecision =
  { readonly kind: 'allowed' } | { readonly kind: 'limited'; readonly retryAfterMs: number };

/** Counts attempts per policy and client address. */
export abstract class AttemptLimiter {
  abstract take(policy: AttemptPolicy, address: string): Promise<AttemptDecision>;

  /** Gives one attempt back: it turned out not to be of the kind that is counted. */
  abstract giveBack(policy: AttemptPolicy, address: string): Promise<void>;
}
