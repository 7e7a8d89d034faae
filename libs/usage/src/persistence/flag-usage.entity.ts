import { Check, Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

const PK = 'flag_usage_pk';

/** Evaluations of a flag to a variant within a minute or, later, an hour. */
@Entity('flag_usage')
@Index('flag_usage_at_ix', ['seconds', 'at'])
@Check('flag_usage_seconds_ck', 'seconds IN (60, 3600)')
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'flag_usage_environment_fk',
  onDelete: 'CASCADE',
})
export class FlagUsageEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: PK })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: PK })
  environmentId!: string;

  @PrimaryColumn('text', { name: 'flag', primaryKeyConstraintName: PK })
  flag!: string;

  /** Width of what the row counts: 60 or 3600. */
  @PrimaryColumn('integer', { name: 'seconds', primaryKeyConstraintName: PK })
  seconds!: number;

  @PrimaryColumn({ type: 'timestamptz', name: 'at', primaryKeyConstraintName: PK })
  at!: Date;

  /** Empty: the caller's own default. */
  @PrimaryColumn('text', { name: 'variant', primaryKeyConstraintName: PK })
  variant!: string;

  @Column('bigint', { name: 'count' })
  count!: string;

  @Column('bigint', { name: 'bulk_count' })
  bulkCount!: string;
}
