import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { type DeadLetter, DeadLetters } from '../application/dead-letters';

interface DeadRow {
  readonly event_id: string;
  readonly tenant_id: string;
  readonly dead_sinks: string[];
  readonly last_error: string | null;
  readonly dead_at: Date;
}

/** In the outbox itself. The relay finds revived rows when it inspects what was left behind. */
@Injectable()
export class PostgresDeadLetters extends DeadLetters {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async list(limit: number): Promise<DeadLetter[]> {
    const rows = await this.dataSource.query<DeadRow[]>(
      `SELECT event_id, tenant_id, dead_sinks, last_error, dead_at FROM outbox
        WHERE dead_at IS NOT NULL ORDER BY dead_at, id LIMIT $1`,
      [limit],
    );
    return rows.map((row) => ({
      eventId: row.event_id,
      tenantId: row.tenant_id,
      sinks: row.dead_sinks,
      reason: row.last_error ?? '',
      since: row.dead_at,
    }));
  }

  override async retry(): Promise<number> {
    const [, count] = await this.dataSource.query<[unknown[], number]>(
      `UPDATE outbox SET dead_sinks = '{}', dead_at = NULL, attempts = 0, next_attempt_at = now()
        WHERE dead_at IS NOT NULL`,
    );
    return count;
  }
}
