import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

const PK = 'usage_losses_pk';

/** Evaluations of an hour that were not counted. */
@Entity('usage_losses')
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'usage_losses_environment_fk',
  onDelete: 'CASCADE',
})
export class UsageLossEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: PK })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: PK })
  environmentId!: string;

  @PrimaryColumn({ type: 'timestamptz', name: 'hour', primaryKeyConstraintName: PK })
  hour!: Date;

  @Column('bigint', { name: 'count' })
  count!: string;
}
