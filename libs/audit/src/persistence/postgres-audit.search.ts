import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AuditSearch, type AuditPage } from '../application/audit.search';
import type { AuditQuery } from '../domain/audit-query';
import { AuditConditions } from './audit-conditions';
import { AUDIT_COLUMNS, type AuditRow, fromAuditRow } from './audit-row';

/** Search in the record itself. */
@Injectable()
export class PostgresAuditSearch extends AuditSearch {
  constructor(private readonly dataSource: DataSource) {
    super();
  }

  override async search(query: AuditQuery): Promise<AuditPage> {
    const { cursor, page, pageSize } = query;
    const conditions = new AuditConditions(query);
    const total = cursor === undefined ? await this.count(conditions) : cursor.total;
    const { sql, parameters } = conditions.after(cursor);
    const offset = cursor === undefined ? (page - 1) * pageSize : 0;
    const rows = await this.dataSource.query<AuditRow[]>(
      `SELECT ${AUDIT_COLUMNS} FROM audit_events WHERE ${sql}
        ORDER BY time DESC, id DESC LIMIT ${pageSize} OFFSET ${offset}`,
      parameters,
    );
    return { events: rows.map(fromAuditRow), total };
  }

  private async count({ sql, parameters }: AuditConditions): Promise<number> {
    const [row] = await this.dataSource.query<{ total: string }[]>(
      `SELECT count(*) AS total FROM audit_events WHERE ${sql}`,
      parameters,
    );
    return Number(row?.total ?? 0);
  }
}
