import type { DomainEvent } from '@app/kernel';
import { jsonbText } from '@app/platform/postgres';
import type { EntityManager } from 'typeorm';
import { partitionOf } from '../domain/partition';

/** One statement for all, numbered in the order of `events`. */
export async function insertOutboxRows(
  manager: EntityManager,
  events: readonly DomainEvent[],
): Promise<void> {
  await manager.query(
    `INSERT INTO outbox (tenant_id, event_id, environment_id, partition, payload)
     SELECT tenant_id, event_id, environment_id, partition, payload
       FROM unnest($1::uuid[], $2::uuid[], $3::uuid[], $4::smallint[], $5::jsonb[])
            WITH ORDINALITY AS row (tenant_id, event_id, environment_id, partition, payload, position)
      ORDER BY position`,
    [
      events.map((event) => event.tenant.id),
      events.map((event) => event.id),
      events.map((event) => event.environment?.id ?? null),
      events.map((event) => partitionOf(event.tenant.id)),
      events.map((event) => jsonbText(event)),
    ],
  );
}
