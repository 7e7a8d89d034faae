import { Check, Column, Entity, ForeignKey, PrimaryColumn } from 'typeorm';

const PK = 'connected_clients_pk';

/** A process or page that reported, and what it evaluates with. */
@Entity('connected_clients')
@Check('connected_clients_audience_ck', `audience IN ('server', 'client')`)
@ForeignKey('EnvironmentEntity', ['tenantId', 'environmentId'], ['tenantId', 'id'], {
  name: 'connected_clients_environment_fk',
  onDelete: 'CASCADE',
})
export class ConnectedClientEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: PK })
  tenantId!: string;

  @PrimaryColumn('uuid', { name: 'environment_id', primaryKeyConstraintName: PK })
  environmentId!: string;

  @PrimaryColumn('text', { name: 'client_id', collation: 'C', primaryKeyConstraintName: PK })
  clientId!: string;

  /** Refers to nothing: the key may be gone. */
  @PrimaryColumn('uuid', { name: 'api_key_id', primaryKeyConstraintName: PK })
  apiKeyId!: string;

  @Column('text', { name: 'audience' })
  audience!: string;

  @Column('text', { name: 'sdk_name' })
  sdkName!: string;

  @Column('text', { name: 'sdk_version' })
  sdkVersion!: string;

  @Column({ type: 'text', name: 'epoch', nullable: true })
  epoch!: string | null;

  @Column({ type: 'bigint', name: 'revision', nullable: true })
  revision!: string | null;

  @Column({ type: 'timestamptz', name: 'first_seen_at' })
  firstSeenAt!: Date;

  @Column({ type: 'timestamptz', name: 'last_seen_at' })
  lastSeenAt!: Date;
}
