import type { Clock } from '@app/kernel';
import {
  type Claim,
  type ClaimOutcome,
  type ClaimRequest,
  IdempotencyStore,
  type KeyOwner,
  type StoredAnswer,
} from '../idempotency.store';

interface Row {
  readonly fingerprint: Buffer;
  readonly claimId: string;
  readonly leaseUntil: number;
  readonly expiresAt: number;
  answer?: StoredAnswer;
}

/** Keys in memory, for specs. */
export class InMemoryIdempotencyStore extends IdempotencyStore {
  private readonly rows = new Map<string, Row>();
  private claims = 0;

  constructor(private readonly clock: Pick<Clock, 'now'> = { now: () => Date.now() }) {
    super();
  }

  override claim(request: ClaimRequest): Promise<ClaimOutcome> {
    const known = this.rows.get(nameOf(request));
    const taken = known === undefined ? undefined : this.refusal(known, request);
    return Promise.resolve(taken ?? { kind: 'claimed', claim: this.give(request) });
  }

  override finish(claim: Claim, answer: StoredAnswer): Promise<void> {
    const row = this.rows.get(nameOf(claim));
    if (row?.claimId === claim.id) row.answer = answer;
    return Promise.resolve();
  }

  override release(claim: Claim): Promise<void> {
    const row = this.rows.get(nameOf(claim));
    if (row?.claimId === claim.id && row.answer === undefined) this.rows.delete(nameOf(claim));
    return Promise.resolve();
  }

  override sweep(): Promise<number> {
    const over = [...this.rows].filter(([, row]) => row.expiresAt <= this.clock.now());
    for (const [name] of over) this.rows.delete(name);
    return Promise.resolve(over.length);
  }

  private refusal(row: Row, request: ClaimRequest): ClaimOutcome | undefined {
    const now = this.clock.now();
    if (row.expiresAt <= now) return undefined;
    if (!row.fingerprint.equals(request.fingerprint)) return { kind: 'reused' };
    if (row.answer !== undefined) return { kind: 'finished', answer: row.answer };
    return row.leaseUntil <= now ? undefined : { kind: 'in_flight' };
  }

  private give({ tenantId, caller, key, fingerprint, leaseMs, keepMs }: ClaimRequest): Claim {
    const id = `claim-${(this.claims += 1)}`;
    const now = this.clock.now();
    const row = { fingerprint, claimId: id, leaseUntil: now + leaseMs, expiresAt: now + keepMs };
    this.rows.set(nameOf({ tenantId, caller, key }), row);
    return { tenantId, caller, key, id };
  }
}

const nameOf = ({ tenantId, caller, key }: KeyOwner): string =>
  JSON.stringify([tenantId, caller, key]);
