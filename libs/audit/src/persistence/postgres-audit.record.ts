import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditRecord } from '../application/audit.record';
import type { IndexableEvent } from '../application/audit.indexer';
import { AUDIT_COLUMNS, type AuditRow, fromAuditRow } from './audit-row';

/** By primary key, tenant after tenant. An event that commits meanwhile is the outbox's to deliver. */
@Injectable()
export class PostgresAuditRecord extends AuditRecord {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async read(limit: number, after?: IndexableEvent): Promise<IndexableEvent[]> {
    const from = after && [after.event.tenant.id, after.event.id];
    const rows = await this.dataSource.query<(AuditRow & { search_terms: string[] })[]>(
      `SELECT ${AUDIT_COLUMNS}, search_terms FROM audit_events
        ${from === undefined ? '' : 'WHERE (tenant_id, id) > ($1::uuid, $2::uuid)'}
        ORDER BY tenant_id, id LIMIT ${limit}`,
      from ?? [],
    );
    return rows.map((row) => ({ event: fromAuditRow(row), terms: row.search_terms }));
  }
}
