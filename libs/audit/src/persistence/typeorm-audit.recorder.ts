import { Injectable } from '@nestjs/common';
import type { DomainEvent, Tx } from '@app/kernel';
import { EventRecorder } from '@app/outbox';
import { jsonbText, managerOf } from '@app/platform/postgres';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import { Counter } from 'prom-client';
import { AUDIT_EVENTS_RECORDED } from '../audit.metrics';
import { AUDIT_COLUMNS, toAuditRow } from './audit-row';

const INSERT = `
  INSERT INTO audit_events (${AUDIT_COLUMNS}, search_terms)
  SELECT ${AUDIT_COLUMNS}, search_terms FROM jsonb_to_recordset($1::jsonb) AS event (
    tenant_id uuid, id uuid, time timestamptz, tenant text, environment_id uuid, environment text,
    epoch text, revision bigint, action text, outcome text, actor_type text, actor_id text,
    actor_name text, key text, before jsonb, after jsonb, changes jsonb, promotion_id text,
    request_id text, ip text, search_terms text[])`;

/** The audit log in PostgreSQL: every event of a transaction in one statement of that transaction. */
@Injectable()
export class TypeOrmAuditRecorder extends EventRecorder {
  constructor(@InjectMetric(AUDIT_EVENTS_RECORDED) private readonly recorded: Counter) {
    super();
  }

  override async append(tx: Tx, events: readonly DomainEvent[]): Promise<void> {
    await managerOf(tx).query(INSERT, [jsonbText(events.map(toAuditRow))]);
    this.recorded.inc(events.length);
  }
}
