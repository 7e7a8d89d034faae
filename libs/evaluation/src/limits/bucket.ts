/** What a bucket says to one request. */
export type Decision =
  { readonly kind: 'allowed' } | { readonly kind: 'limited'; readonly retryAfterMs: number };

/** A token bucket's size and refill. */
export interface Limits {
  /** Tokens at most. */
  readonly burst: number;
  /** Tokens that come back each second. */
  readonly perSecond: number;
}

/** One caller's tokens. Answers at once where it can; a promise only when it has to ask elsewhere. */
export interface Bucket {
  /** @param now epoch milliseconds */
  take(now: number): Decision | Promise<Decision>;
}

export const ALLOWED: Decision = { kind: 'allowed' };
