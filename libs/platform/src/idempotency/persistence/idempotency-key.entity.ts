import { Column, Entity, Index, PrimaryColumn } from 'typeorm';

const PRIMARY_KEY = { primaryKeyConstraintName: 'idempotency_keys_pk' };

@Entity('idempotency_keys')
@Index('idempotency_keys_expires_at_ix', ['expiresAt'])
export class IdempotencyKeyEntity {
  @PrimaryColumn('uuid', { name: 'tenant_id', ...PRIMARY_KEY })
  tenantId!: string;

  @PrimaryColumn('text', { name: 'caller', ...PRIMARY_KEY })
  caller!: string;

  @PrimaryColumn('text', { name: 'key', ...PRIMARY_KEY })
  key!: string;

  @Column('bytea', { name: 'fingerprint' })
  fingerprint!: Buffer;

  @Column('uuid', { name: 'claim_id' })
  claimId!: string;

  @Column('timestamptz', { name: 'lease_until' })
  leaseUntil!: Date;

  @Column('timestamptz', { name: 'expires_at' })
  expiresAt!: Date;

  /** Null while the request is being served. */
  @Column('smallint', { name: 'status', nullable: true })
  status!: number | null;

  @Column('jsonb', { name: 'headers', nullable: true })
  headers!: Record<string, string> | null;

  @Column('text', { name: 'body', nullable: true })
  body!: string | null;
}
