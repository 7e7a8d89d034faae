import { Check, Column, Entity, Index, PrimaryColumn } from 'typeorm';

@Entity('token_revocations')
@Index('token_revocations_revoked_at_ix', ['revokedAt'])
@Index('token_revocations_expires_at_ix', ['expiresAt'])
@Check('token_revocations_kind_ck', `kind IN ('token', 'user')`)
export class TokenRevocationEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', primaryKeyConstraintName: 'token_revocations_pk' })
  tenantId!: string;

  @PrimaryColumn('text', { name: 'kind', primaryKeyConstraintName: 'token_revocations_pk' })
  kind!: 'token' | 'user';

  /** Token id or user id, as `kind` says. */
  @PrimaryColumn('uuid', { name: 'subject', primaryKeyConstraintName: 'token_revocations_pk' })
  subject!: string;

  /** Of a user: the oldest credential version that still counts. */
  @Column('integer', { name: 'credential_version', default: 0 })
  credentialVersion!: number;

  @Column('timestamptz', { name: 'revoked_at', default: () => 'now()' })
  revokedAt!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;
}
