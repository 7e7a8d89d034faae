import { Check, Entity, ForeignKey, Index, PrimaryColumn } from 'typeorm';

/** A flag or segment that names another one of its environment: what "used by" is answered from. */
@Entity('usages')
@Index('usages_user_ix', ['tenantId', 'environmentId', 'userKind', 'userKey'])
@Check('usages_kind_ck', `used_kind IN ('flag', 'segment') AND user_kind IN ('flag', 'segment')`)
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'usages_environment_fk',
  onDelete: 'CASCADE',
})
export class UsageEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'usages_pk' })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: 'usages_pk' })
  environmentId!: string;

  @PrimaryColumn('text', { name: 'used_kind', primaryKeyConstraintName: 'usages_pk' })
  usedKind!: string;

  @PrimaryColumn('text', { name: 'used_key', primaryKeyConstraintName: 'usages_pk' })
  usedKey!: string;

  @PrimaryColumn('text', { name: 'user_kind', primaryKeyConstraintName: 'usages_pk' })
  userKind!: string;

  @PrimaryColumn('text', { name: 'user_key', primaryKeyConstraintName: 'usages_pk' })
  userKey!: string;
}
