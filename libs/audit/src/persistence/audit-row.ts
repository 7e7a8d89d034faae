import type { Actor, DomainEvent, EventEnvironment, FieldChange, JsonObject } from '@app/kernel';
import { searchTermsOf } from '../domain/search-terms';

/** A row of `audit_events` as the driver hands it over. */
export interface AuditRow {
  readonly tenant_id: string;
  readonly id: string;
  readonly time: Date;
  readonly tenant: string;
  readonly environment_id: string | null;
  readonly environment: string | null;
  readonly epoch: string | null;
  readonly revision: string | null;
  readonly action: string;
  readonly outcome: DomainEvent['outcome'];
  readonly actor_type: Actor['type'];
  readonly actor_id: string;
  readonly actor_name: string | null;
  readonly key: string | null;
  readonly before: JsonObject | null;
  readonly after: JsonObject | null;
  readonly changes: FieldChange[] | null;
  readonly promotion_id: string | null;
  readonly request_id: string | null;
  readonly ip: string | null;
}

/** What is read of a row: all but the terms, which are there to be searched. */
export const AUDIT_COLUMNS = `tenant_id, id, time, tenant, environment_id, environment, epoch, revision,
  action, outcome, actor_type, actor_id, actor_name, key, before, after, changes, promotion_id,
  request_id, ip`;

/** The members of a row as `jsonb_to_recordset` takes them; an absent one becomes NULL. */
export function toAuditRow(event: DomainEvent): Readonly<Record<string, unknown>> {
  const { tenant, environment, actor } = event;
  return {
    tenant_id: tenant.id,
    id: event.id,
    time: event.time,
    tenant: tenant.slug,
    environment_id: environment?.id,
    environment: environment?.name,
    epoch: environment?.epoch,
    revision: environment?.revision,
    action: event.action,
    outcome: event.outcome,
    actor_type: actor.type,
    actor_id: actor.id,
    actor_name: actor.name,
    key: event.key,
    before: event.before,
    after: event.after,
    changes: event.changes,
    promotion_id: event.promotionId,
    request_id: event.requestId,
    ip: event.ip,
    search_terms: searchTermsOf(event),
  };
}

/** The event as it was recorded. */
export function fromAuditRow(row: AuditRow): DomainEvent {
  return withoutNulls({
    id: row.id,
    time: row.time.toISOString(),
    action: row.action,
    tenant: { id: row.tenant_id, slug: row.tenant },
    environment: environmentOf(row),
    actor: withoutNulls({ type: row.actor_type, id: row.actor_id, name: row.actor_name }),
    outcome: row.outcome,
    key: row.key,
    before: row.before,
    after: row.after,
    changes: row.changes,
    promotionId: row.promotion_id,
    requestId: row.request_id,
    ip: row.ip,
  });
}

function environmentOf(row: AuditRow): EventEnvironment | null {
  const { environment_id: id, environment: name, epoch, revision } = row;
  if (id === null || name === null || epoch === null || revision === null) return null;
  return { id, name, epoch, revision: Number(revision) };
}

type WithoutNulls<T> = {
  [K in keyof T as null extends T[K] ? never : K]: T[K];
} & { [K in keyof T as null extends T[K] ? K : never]?: NonNullable<T[K]> };

/** An event says "not there" by leaving a member out, a row by NULL. */
function withoutNulls<T extends object>(value: T): WithoutNulls<T> {
  return Object.fromEntries(
    Object.entries(value).filter(([, member]) => member !== null),
  ) as WithoutNulls<T>;
}
