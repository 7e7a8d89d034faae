import { Column, Entity, PrimaryColumn, Unique } from 'typeorm';

@Entity('tenants')
@Unique('tenants_slug_uq', ['slug'])
export class TenantEntity {
  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'tenants_pk' })
  id!: string;

  @Column('text', { name: 'slug' })
  slug!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;
}
