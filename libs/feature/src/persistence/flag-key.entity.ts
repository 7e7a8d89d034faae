import { Check, Column, Entity, PrimaryColumn, Unique } from 'typeorm';

/**
 * The value type of a key in all environments of a tenant. Every flag refers to it with its own type,
 * so the database itself keeps them in agreement, whoever writes at the same time.
 */
@Entity('flag_keys')
@Unique('flag_keys_value_type_uq', ['tenantId', 'key', 'valueType'])
@Check('flag_keys_value_type_ck', `value_type IN ('boolean', 'string', 'number', 'object')`)
export class FlagKeyEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'flag_keys_pk' })
  tenantId!: string;

  @PrimaryColumn('text', { name: 'key', primaryKeyConstraintName: 'flag_keys_pk' })
  key!: string;

  @Column('text', { name: 'value_type' })
  valueType!: string;
}
