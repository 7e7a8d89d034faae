import type { DomainEvent } from '@app/kernel';
import { Column, Entity, Index, PrimaryColumn, PrimaryGeneratedColumn } from 'typeorm';

/** An event on its way to the sinks. */
@Entity('outbox')
@Index('outbox_fresh_idx', ['id', 'partition'], { where: 'NOT detoured' })
@Index('outbox_detoured_idx', ['id', 'partition'], { where: 'detoured' })
@Index('outbox_waiting_idx', ['tenantId', 'id'], { where: 'attempts > 0' })
export class OutboxEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'outbox_pk' })
  tenantId!: string;

  /** Within an environment in the order of commits, since writers hold its revision until they commit. */
  @PrimaryGeneratedColumn('identity', {
    name: 'id',
    type: 'bigint',
    generatedIdentity: 'ALWAYS',
    primaryKeyConstraintName: 'outbox_pk',
  })
  id!: string;

  @Column('uuid', { name: 'event_id' })
  eventId!: string;

  @Column('uuid', { name: 'environment_id', nullable: true })
  environmentId!: string | null;

  @Column('smallint', { name: 'partition' })
  partition!: number;

  @Column('jsonb', { name: 'payload' })
  payload!: DomainEvent;

  /** It has been offered to every sink once and some have still to take it. */
  @Column('boolean', { name: 'detoured', default: false })
  detoured!: boolean;

  @Column('text', { name: 'done_sinks', array: true, default: () => "'{}'" })
  doneSinks!: string[];

  /** Those that refused it for good; the row is kept for an operator to look at. */
  @Column('text', { name: 'dead_sinks', array: true, default: () => "'{}'" })
  deadSinks!: string[];

  /** Failures of this event alone; an outage of a sink is not counted. */
  @Column('integer', { name: 'attempts', default: 0 })
  attempts!: number;

  @Column('timestamptz', { name: 'next_attempt_at', default: () => 'now()' })
  nextAttemptAt!: Date;

  @Column('text', { name: 'last_error', nullable: true })
  lastError!: string | null;

  @Column('timestamptz', { name: 'dead_at', nullable: true })
  deadAt!: Date | null;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt!: Date;
}
