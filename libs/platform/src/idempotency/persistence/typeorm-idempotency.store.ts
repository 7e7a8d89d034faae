import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { IdGenerator } from '@app/kernel';
import {
  type Claim,
  type ClaimOutcome,
  type ClaimRequest,
  IdempotencyStore,
  type StoredAnswer,
} from '../idempotency.store';

/** A row may vanish between the refused insert and the look at it; then the key is free again. */
const ATTEMPTS = 3;
const SWEPT_AT_ONCE = 5_000;

/** Takes a free key, or one whose time or lease is over, in one statement on the database's clock. */
const CLAIM = `
  INSERT INTO idempotency_keys AS k
    (tenant_id, caller, key, fingerprint, claim_id, lease_until, expires_at)
  VALUES ($1, $2, $3, $4, $5, now() + $6 * interval '1 ms', now() + $7 * interval '1 ms')
  ON CONFLICT (tenant_id, caller, key) DO UPDATE SET
    fingerprint = excluded.fingerprint, claim_id = excluded.claim_id,
    lease_until = excluded.lease_until, expires_at = excluded.expires_at,
    status = NULL, headers = NULL, body = NULL
  WHERE k.expires_at <= now()
     OR (k.status IS NULL AND k.lease_until <= now() AND k.fingerprint = excluded.fingerprint)
  RETURNING claim_id`;

const LOOK = `
  SELECT fingerprint = $4 AS same, status, headers, body FROM idempotency_keys
  WHERE tenant_id = $1 AND caller = $2 AND key = $3`;

const FINISH = `
  UPDATE idempotency_keys SET status = $5, headers = $6, body = $7
  WHERE tenant_id = $1 AND caller = $2 AND key = $3 AND claim_id = $4`;

const RELEASE = `
  DELETE FROM idempotency_keys
  WHERE tenant_id = $1 AND caller = $2 AND key = $3 AND claim_id = $4 AND status IS NULL`;

const SWEEP = `
  DELETE FROM idempotency_keys WHERE ctid IN (
    SELECT ctid FROM idempotency_keys WHERE expires_at <= now()
    LIMIT ${SWEPT_AT_ONCE} FOR UPDATE SKIP LOCKED)`;

interface KeyRow {
  readonly same: boolean;
  readonly status: number | null;
  readonly headers: Record<string, string> | null;
  readonly body: string | null;
}

/** Keys in PostgreSQL: one statement for a new key, two for one that is known. */
@Injectable()
export class TypeOrmIdempotencyStore extends IdempotencyStore {
  constructor(
    private readonly dataSource: DataSource,
    private readonly ids: IdGenerator,
  ) {
    super();
  }

  override async claim(request: ClaimRequest): Promise<ClaimOutcome> {
    for (let attempt = 1; attempt <= ATTEMPTS; attempt += 1) {
      const outcome = (await this.take(request)) ?? (await this.look(request));
      if (outcome !== undefined) return outcome;
    }
    return { kind: 'in_flight' };
  }

  override async finish(claim: Claim, { status, headers, body }: StoredAnswer): Promise<void> {
    const answer = [status, JSON.stringify(headers), body ?? null];
    await this.dataSource.query(FINISH, [...ownerOf(claim), claim.id, ...answer]);
  }

  override async release(claim: Claim): Promise<void> {
    await this.dataSource.query(RELEASE, [...ownerOf(claim), claim.id]);
  }

  override async sweep(): Promise<number> {
    const [, removed] = await this.dataSource.query<[unknown, number]>(SWEEP);
    return removed;
  }

  private async take(request: ClaimRequest): Promise<ClaimOutcome | undefined> {
    const { tenantId, caller, key, fingerprint, leaseMs, keepMs } = request;
    const id = this.ids.next();
    const parameters = [...ownerOf(request), fingerprint, id, leaseMs, keepMs];
    const rows = await this.dataSource.query<unknown[]>(CLAIM, parameters);
    if (rows.length === 0) return undefined;
    return { kind: 'claimed', claim: { tenantId, caller, key, id } };
  }

  private async look(request: ClaimRequest): Promise<ClaimOutcome | undefined> {
    const parameters = [...ownerOf(request), request.fingerprint];
    const [row] = await this.dataSource.query<KeyRow[]>(LOOK, parameters);
    if (row === undefined) return undefined;
    if (!row.same) return { kind: 'reused' };
    if (row.status === null) return { kind: 'in_flight' };
    const { status, headers, body } = row;
    return {
      kind: 'finished',
      answer: { status, headers: headers ?? {}, body: body ?? undefined },
    };
  }
}

const ownerOf = ({ tenantId, caller, key }: Omit<Claim, 'id'>): string[] => [tenantId, caller, key];
