import type { FieldChange, JsonObject } from '@app/kernel';
import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

/** One recorded fact. Written once; the database refuses any change to it. */
@Entity('audit_events')
@Index('audit_events_time_idx', ['tenantId', 'time', 'id'])
@Index('audit_events_key_idx', ['tenantId', 'key', 'time', 'id'], { where: 'key IS NOT NULL' })
// Over an expression, which cannot be said here.
@Index('audit_events_terms_idx', { synchronize: false })
export class AuditEventEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'audit_events_pk' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'audit_events_pk' })
  id!: string;

  @Column({ type: 'timestamptz', name: 'time', precision: 3 })
  time!: Date;

  @Column('text', { name: 'tenant' })
  tenant!: string;

  @Column('uuid', { name: 'environment_id', nullable: true })
  environmentId!: string | null;

  @Column('text', { name: 'environment', nullable: true })
  environment!: string | null;

  @Column('text', { name: 'epoch', nullable: true })
  epoch!: string | null;

  @Column('bigint', { name: 'revision', nullable: true })
  revision!: string | null;

  @Column('text', { name: 'action' })
  action!: string;

  @Column('text', { name: 'outcome' })
  outcome!: string;

  @Column('text', { name: 'actor_type' })
  actorType!: string;

  @Column('text', { name: 'actor_id' })
  actorId!: string;

  @Column('text', { name: 'actor_name', nullable: true })
  actorName!: string | null;

  @Column('text', { name: 'key', nullable: true })
  key!: string | null;

  @Column('jsonb', { name: 'before', nullable: true })
  before!: JsonObject | null;

  @Column('jsonb', { name: 'after', nullable: true })
  after!: JsonObject | null;

  @Column('jsonb', { name: 'changes', nullable: true })
  changes!: FieldChange[] | null;

  @Column('text', { name: 'promotion_id', nullable: true })
  promotionId!: string | null;

  @Column('text', { name: 'request_id', nullable: true })
  requestId!: string | null;

  @Column('text', { name: 'ip', nullable: true })
  ip!: string | null;

  /** Made by `searchTermsOf` when the event was written. */
  @Column('text', { name: 'search_terms', array: true })
  searchTerms!: string[];
}
