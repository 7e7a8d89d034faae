import { Check, Column, Entity, JoinColumn, ManyToOne, PrimaryColumn } from 'typeorm';
import type { Role } from '@app/kernel';
import { TenantEntity } from './tenant.entity';

@Entity('users')
@Check('users_role_ck', `role IN ('owner', 'admin', 'editor', 'viewer')`)
export class UserEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'users_pk' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'id', primaryKeyConstraintName: 'users_pk' })
  id!: string;

  @Column('text', { name: 'name' })
  name!: string;

  @Column('text', { name: 'role' })
  role!: Role;

  @Column('text', { name: 'password_hash' })
  passwordHash!: string;

  @Column('integer', { name: 'credential_version', default: 1 })
  credentialVersion!: number;

  @Column('timestamptz', { name: 'created_at' })
  createdAt!: Date;

  @ManyToOne(() => TenantEntity, { onDelete: 'CASCADE' })
  @JoinColumn({ name: 'tenant_id', foreignKeyConstraintName: 'users_tenant_fk' })
  tenant?: TenantEntity;
}
