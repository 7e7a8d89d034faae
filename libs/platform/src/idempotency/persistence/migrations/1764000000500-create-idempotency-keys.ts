import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys of writes that may be repeated, and their answers. Rows live for a day. */
export class CreateIdempotencyKeys1764000000500 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE idempotency_keys (
        tenant_id uuid NOT NULL,
        caller text NOT NULL,
        key text NOT NULL,
        fingerprint bytea NOT NULL,
        claim_id uuid NOT NULL,
        lease_until timestamptz NOT NULL,
        expires_at timestamptz NOT NULL,
        status smallint,
        headers jsonb,
        body text,
        CONSTRAINT idempotency_keys_pk PRIMARY KEY (tenant_id, caller, key)
      )`);
    await runner.query(
      'CREATE INDEX idempotency_keys_expires_at_ix ON idempotency_keys (expires_at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE idempotency_keys');
  }
}
