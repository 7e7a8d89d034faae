/** Whose key it is: keys of two callers never meet. */
export interface KeyOwner {
  readonly tenantId: string;
  /** Type and id of the actor: `user:0190…`. */
  readonly caller: string;
  readonly key: string;
}

export interface ClaimRequest extends KeyOwner {
  /** Of the request that comes with the key: 32 bytes. */
  readonly fingerprint: Buffer;
  /** How long a claim without an answer stands: a process that dies leaves one behind. */
  readonly leaseMs: number;
  /** How long the answer is kept, from the claim on. */
  readonly keepMs: number;
}

/** A key that is being served. `id` tells this attempt from a later one with the same key. */
export interface Claim extends KeyOwner {
  readonly id: string;
}

/** An answer as it went over the wire. */
export interface StoredAnswer {
  readonly status: number;
  /** Lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** `undefined`: an answer without a body. */
  readonly body: string | undefined;
}

export type ClaimOutcome =
  | { readonly kind: 'claimed'; readonly claim: Claim }
  | { readonly kind: 'finished'; readonly answer: StoredAnswer }
  | { readonly kind: 'in_flight' }
  | { readonly kind: 'reused' };

/** Keys that were used and what they were answered. */
export abstract class IdempotencyStore {
  /**
   * Claims the key for one request, in one step: of several at the same time exactly one is told
   * `claimed`. A claim whose lease has run out without an answer is given to the next one who
   * repeats the same request; a key whose time is over is as good as new.
   */
  abstract claim(request: ClaimRequest): Promise<ClaimOutcome>;

  /** Keeps the answer. Without effect when the claim has passed to someone else meanwhile. */
  abstract finish(claim: Claim, answer: StoredAnswer): Promise<void>;

  /** Gives the key back unanswered, so that the request can be repeated at once. */
  abstract release(claim: Claim): Promise<void>;

  /** Removes keys whose time is over, a bounded number at a time. @returns how many */
  abstract sweep(): Promise<number>;
}
