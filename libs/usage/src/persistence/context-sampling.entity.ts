import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

const PK = 'context_sampling_pk';

/** Which contexts an environment keeps. */
@Entity('context_sampling')
@Check('context_sampling_targeting_key_ck', `targeting_key IN ('hashed', 'plain')`)
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'context_sampling_environment_fk',
  onDelete: 'CASCADE',
})
export class ContextSamplingEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: PK })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: PK })
  environmentId!: string;

  @Column('boolean', { name: 'enabled' })
  enabled!: boolean;

  @Column('text', { name: 'attributes', array: true })
  attributes!: string[];

  @Column('text', { name: 'targeting_key' })
  targetingKey!: string;

  @Column('integer', { name: 'capacity' })
  capacity!: number;

  @Column('integer', { name: 'expires_after_seconds' })
  expiresAfterSeconds!: number;

  /** Counts the changes of the order: what was sampled under another one is not taken. */
  @Column('integer', { name: 'version' })
  version!: number;

  @Column({ type: 'timestamptz', name: 'changed_at' })
  changedAt!: Date;
}
