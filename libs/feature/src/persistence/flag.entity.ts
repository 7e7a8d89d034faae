import { Column, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';
import { FlagKeyEntity } from './flag-key.entity';

/** A flag's full configuration in one environment. */
@Entity('flags')
@Index('flags_key_ix', ['tenantId', 'key'])
@ForeignKey(
  () => FlagKeyEntity,
  ['tenantId', 'key', 'valueType'],
  ['tenantId', 'key', 'valueType'],
  { name: 'flags_value_type_fk' },
)
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'flags_environment_fk',
  onDelete: 'CASCADE',
})
export class FlagEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'flags_pk' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: 'flags_pk' })
  environmentId!: string;

  @PrimaryColumn('text', { name: 'key', primaryKeyConstraintName: 'flags_pk' })
  key!: string;

  @Column('uuid', { name: 'id' })
  id!: string;

  @Column('integer', { name: 'version' })
  version!: number;

  @Column('boolean', { name: 'enabled' })
  enabled!: boolean;

  @Column('text', { name: 'name', nullable: true })
  name!: string | null;

  @Column('text', { name: 'description', nullable: true })
  description!: string | null;

  @Column('text', { name: 'tags', array: true, default: '{}' })
  tags!: string[];

  @Column('text', { name: 'value_type' })
  valueType!: string;

  @Column('boolean', { name: 'client_visible' })
  clientVisible!: boolean;

  /** Variants, offVariant, metadata and strategy. `json`, not `jsonb`: it is given back as it was written. */
  @Column('json', { name: 'definition' })
  definition!: unknown;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  /** Who acted last: `{ type, id, name? }`. */
  @Column('json', { name: 'updated_by' })
  updatedBy!: unknown;
}
