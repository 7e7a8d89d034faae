import { Check, Column, Entity, PrimaryColumn } from 'typeorm';

/** Since when usage is noted: one row, made by the migration. */
@Entity('usage_start')
@Check('usage_start_id_ck', 'id = 1')
export class UsageStartEntity {
  @PrimaryColumn('integer', {
    name: 'id',
    default: 1,
    primaryKeyConstraintName: 'usage_start_pk',
  })
  id!: number;

  @Column({ type: 'timestamptz', name: 'at', default: () => 'now()' })
  at!: Date;
}
