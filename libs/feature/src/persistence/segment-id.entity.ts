import { Check, Entity, ForeignKey, PrimaryColumn } from 'typeorm';
import { SegmentEntity } from './segment.entity';

/** One id in one list of a segment: joining and leaving touches this row and no other id. */
@Entity('segment_ids')
@Check('segment_ids_list_ck', `list IN ('include', 'exclude')`)
@ForeignKey(() => SegmentEntity, ['tenantId', 'segmentId'], ['tenantId', 'id'], {
  name: 'segment_ids_segment_fk',
  onDelete: 'CASCADE',
})
export class SegmentIdEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'segment_ids_pk' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'segment_id', primaryKeyConstraintName: 'segment_ids_pk' })
  segmentId!: string;

  @PrimaryColumn('text', { name: 'list', primaryKeyConstraintName: 'segment_ids_pk' })
  list!: string;

  @PrimaryColumn('text', { name: 'member', primaryKeyConstraintName: 'segment_ids_pk' })
  member!: string;
}
