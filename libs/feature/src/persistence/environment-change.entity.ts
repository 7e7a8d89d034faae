import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

/**
 * A flag or segment that a revision touched: which, never what it says, since only its present state
 * is ever asked for. Rows of old revisions are deleted: who is further behind reads everything.
 */
@Entity('environment_changes')
@Check('environment_changes_kind_ck', `kind IN ('flag', 'segment')`)
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'environment_changes_environment_fk',
  onDelete: 'CASCADE',
})
export class EnvironmentChangeEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'environment_changes_pk' })
  tenantId!: string;

  @PrimaryColumn('uuid', {
    name: 'environment_id',
    primaryKeyConstraintName: 'environment_changes_pk',
  })
  environmentId!: string;

  @PrimaryColumn('bigint', {
    name: 'revision',
    primaryKeyConstraintName: 'environment_changes_pk',
  })
  revision!: string;

  @PrimaryColumn('text', { name: 'kind', primaryKeyConstraintName: 'environment_changes_pk' })
  kind!: string;

  @PrimaryColumn('text', { name: 'key', primaryKeyConstraintName: 'environment_changes_pk' })
  key!: string;

  /** Of a segment: it was made by this revision, so its lists begin empty. */
  @Column('boolean', { name: 'anew', default: false })
  anew!: boolean;

  /** Of a segment: the ids that joined and left each list; null when they are too many to be told one by one. */
  @Column('json', { name: 'ids', nullable: true })
  ids!: unknown;
}
