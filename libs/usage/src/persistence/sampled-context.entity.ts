import { Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

const PK = 'sampled_contexts_pk';

/** A context that was evaluated lately, in one of the places that its environment has for them. */
@Entity('sampled_contexts')
@ForeignKey('ContextSamplingEntity', ['tenantId', 'environmentId'], ['tenantId', 'environmentId'], {
  name: 'sampled_contexts_sampling_fk',
  onDelete: 'CASCADE',
})
export class SampledContextEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: PK })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: PK })
  environmentId!: string;

  @PrimaryColumn('integer', { name: 'place', primaryKeyConstraintName: PK })
  place!: number;

  @Column('jsonb', { name: 'context' })
  context!: unknown;

  @Column({ type: 'timestamptz', name: 'seen_at' })
  seenAt!: Date;
}
