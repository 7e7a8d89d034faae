import type { DomainEvent } from '@app/kernel';
import { closeSession, jsonbText } from '@app/platform/postgres';
import type { Client, QueryResultRow } from 'pg';
import { type OutboxCensus, OutboxSession } from '../application/outbox.store';
import type { OutboxRow } from '../domain/outbox-row';
import { PARTITIONS } from '../domain/partition';
import type { Settlement } from '../domain/settlement';
import * as sql from './outbox.sql';

/** First half of the advisory locks' keys; the second is the partition. "outb" in ASCII. */
const LOCK_SPACE = 0x6f757462;

interface StoredRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly payload: DomainEvent;
  readonly attempts: number;
}

/** One connection that holds the locks and speaks every statement, one after the other, each its own transaction. */
export class PostgresOutboxSession extends OutboxSession {
  private readonly partitions = new Set<number>();
  private last: Promise<unknown> = Promise.resolve();

  constructor(private readonly client: Client) {
    super();
  }

  override async acquire(): Promise<number> {
    const missing = Array.from({ length: PARTITIONS }, (_, partition) => partition).filter(
      (partition) => !this.partitions.has(partition),
    );
    if (missing.length === 0) return 0;
    const won = await this.rows<{ partition: number }>(sql.LOCK, [LOCK_SPACE, missing]);
    for (const { partition } of won) this.partitions.add(partition);
    return won.length;
  }

  override async claim(limit: number): Promise<OutboxRow[]> {
    if (this.partitions.size === 0) return [];
    return this.claimed(sql.CLAIM, [[...this.partitions], limit]);
  }

  override async claimFor(sink: string, limit: number): Promise<OutboxRow[]> {
    if (this.partitions.size === 0) return [];
    return this.claimed(sql.CLAIM_FOR, [[...this.partitions], limit, sink]);
  }

  override async isBehind(sink: string): Promise<boolean> {
    const rows = await this.rows(sql.IS_BEHIND, [[...this.partitions], sink]);
    return rows.length > 0;
  }

  override async settle(
    settlements: readonly Settlement[],
    sinks: readonly string[],
  ): Promise<void> {
    const smooth = settlements.filter(
      ({ dead, retryInMs }) => dead.length === 0 && retryInMs === undefined,
    );
    const gone = await this.rows<{ id: string }>(sql.DELETE_DONE, [recordset(smooth), sinks]);
    const deleted = new Set(gone.map(({ id }) => id));
    const kept = settlements.filter(({ row }) => !deleted.has(row.id));
    if (kept.length > 0) await this.rows(sql.KEEP, [recordset(kept)]);
  }

  override async census(): Promise<OutboxCensus> {
    const [row] = await this.rows<{ pending: string; oldest: number | null; dead: string }>(
      sql.CENSUS,
      [],
    );
    return {
      pending: Number(row?.pending ?? 0),
      oldestAgeSeconds: row?.oldest ?? 0,
      dead: Number(row?.dead ?? 0),
    };
  }

  override close(): Promise<void> {
    return closeSession(this.client);
  }

  private async claimed(text: string, values: unknown[]): Promise<OutboxRow[]> {
    const rows = await this.rows<StoredRow>(text, values);
    return rows.map(({ tenant_id, id, payload, attempts }) => ({
      tenantId: tenant_id,
      id,
      event: payload,
      attempts,
    }));
  }

  /** In turn: the driver does not take a statement while another one runs. */
  private rows<R extends QueryResultRow>(text: string, values: unknown[]): Promise<R[]> {
    const turn = this.last.then(async () => (await this.client.query<R>(text, values)).rows);
    this.last = turn.catch(() => undefined);
    return turn;
  }
}

function recordset(settlements: readonly Settlement[]): string {
  return jsonbText(
    settlements.map(({ row, done, dead, attempts, retryInMs, reason }) => ({
      tenant_id: row.tenantId,
      id: row.id,
      done,
      dead,
      attempts,
      retry_in_ms: retryInMs,
      reason,
    })),
  );
}
