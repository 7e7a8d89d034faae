import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

const PK = 'flag_last_seen_pk';

/** When a flag was last evaluated. */
@Entity('flag_last_seen')
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'flag_last_seen_environment_fk',
  onDelete: 'CASCADE',
})
export class FlagLastSeenEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: PK })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: PK })
  environmentId!: string;

  @PrimaryColumn('text', { name: 'flag', primaryKeyConstraintName: PK })
  flag!: string;

  @Column({ type: 'timestamptz', name: 'asked_at', nullable: true })
  askedAt!: Date | null;

  @Column({ type: 'timestamptz', name: 'bulk_at', nullable: true })
  bulkAt!: Date | null;
}
