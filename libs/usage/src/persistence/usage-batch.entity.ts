import { Entity, Index, PrimaryColumn, Column } from 'typeorm';

/** A batch of counts that was written: one that is written again is known by its id. */
@Entity('usage_batches')
@Index('usage_batches_written_at_ix', ['writtenAt'])
export class UsageBatchEntity {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'usage_batches_pk' })
  id!: string;

  @Column({ type: 'timestamptz', name: 'written_at', default: () => 'now()' })
  writtenAt!: Date;
}
