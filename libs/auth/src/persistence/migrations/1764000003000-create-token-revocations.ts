import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Sessions that were ended before their tokens expire. */
export class CreateTokenRevocations1764000003000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE token_revocations (
        tenant_id uuid NOT NULL,
        kind text NOT NULL,
        subject uuid NOT NULL,
        credential_version integer NOT NULL DEFAULT 0,
        revoked_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        CONSTRAINT token_revocations_pk PRIMARY KEY (tenant_id, kind, subject),
        CONSTRAINT token_revocations_kind_ck CHECK (kind IN ('token', 'user'))
      )`);
    await runner.query(
      'CREATE INDEX token_revocations_revoked_at_ix ON token_revocations (revoked_at)',
    );
    await runner.query(
      'CREATE INDEX token_revocations_expires_at_ix ON token_revocations (expires_at)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE token_revocations');
  }
}
