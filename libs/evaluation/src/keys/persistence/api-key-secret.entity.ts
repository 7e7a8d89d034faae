import { Column, Entity, ForeignKey, PrimaryColumn, Unique } from 'typeorm';
import { ApiKeyEntity } from './api-key.entity';

/** The table of hashed secrets: more than one for a key only while a rotation overlaps. */
@Entity({ name: 'api_key_secrets' })
@Unique('api_key_secrets_hash_uq', ['tenantId', 'hash'])
@ForeignKey(() => ApiKeyEntity, ['tenantId', 'keyId'], ['tenantId', 'id'], {
  name: 'api_key_secrets_key_fk',
  onDelete: 'CASCADE',
})
export class ApiKeySecretEntity {
  @PrimaryColumn({
    name: 'tenant_id',
    type: 'uuid',
    primaryKeyConstraintName: 'api_key_secrets_pk',
  })
  tenantId!: string;

  @PrimaryColumn({ name: 'key_id', type: 'uuid', primaryKeyConstraintName: 'api_key_secrets_pk' })
  keyId!: string;

  @PrimaryColumn({ name: 'hash', type: 'bytea', primaryKeyConstraintName: 'api_key_secrets_pk' })
  hash!: Buffer;

  @Column({ name: 'created_at', type: 'timestamptz' })
  createdAt!: Date;

  @Column({ name: 'expires_at', type: 'timestamptz', nullable: true })
  expiresAt!: Date | null;
}
