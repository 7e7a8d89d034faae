import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

const PK = 'unknown_flags_pk';

/** A key that was asked for and is no flag's. */
@Entity('unknown_flags')
@Check('unknown_flags_asker_ck', `asker IN ('server', 'client')`)
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'unknown_flags_environment_fk',
  onDelete: 'CASCADE',
})
export class UnknownFlagEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: PK })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: PK })
  environmentId!: string;

  @PrimaryColumn('text', { name: 'asker', primaryKeyConstraintName: PK })
  asker!: string;

  @PrimaryColumn('text', { name: 'flag', primaryKeyConstraintName: PK })
  flag!: string;

  @Column('bigint', { name: 'count' })
  count!: string;

  @Column({ type: 'timestamptz', name: 'first_seen_at' })
  firstSeenAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_seen_at' })
  lastSeenAt!: Date;
}
