import { Column, Entity, JoinColumn, ManyToOne, PrimaryColumn, Unique } from 'typeorm';
import { TenantEntity } from './tenant.entity';

@Entity('environments')
@Unique('environments_name_uq', ['tenantId', 'name'])
export class EnvironmentEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'environments_pk' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'environments_pk' })
  id!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'epoch' })
  epoch!: string;

  /** A string: the driver does not squeeze 64 bits into a number unasked. */
  @Column('bigint', { name: 'revision', default: 0 })
  revision!: string;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @ManyToOne(() => TenantEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'environments_tenant_fk' })
  tenant?: TenantEntity;
}
