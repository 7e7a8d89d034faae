import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';

/** A segment of one environment; its ids are rows of `segment_ids`. */
@Entity('segments')
@Unique('segments_id_uq', ['tenantId', 'id'])
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'segments_environment_fk',
  onDelete: 'CASCADE',
})
export class SegmentEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'segments_pk' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: 'segments_pk' })
  environmentId!: string;

  @PrimaryColumn('text', { name: 'key', primaryKeyConstraintName: 'segments_pk' })
  key!: string;

  @Column('uuid', { name: 'id' })
  id!: string;

  @Column('integer', { name: 'version' })
  version!: number;

  /** Name, description, by and when. */
  @Column('json', { name: 'definition' })
  definition!: unknown;

  @Column('integer', { name: 'include_count' })
  includeCount!: number;

  @Column('integer', { name: 'exclude_count' })
  excludeCount!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @Column('timestamptz', { name: 'updated_at' })
  updatedAt!: Date;

  @Column('json', { name: 'updated_by' })
  updatedBy!: unknown;
}
