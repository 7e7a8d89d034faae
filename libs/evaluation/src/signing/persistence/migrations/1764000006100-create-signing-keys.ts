import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Keys that snapshots are signed with: a few rows for the whole deployment. */
export class CreateSigningKeys1764000006100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE signing_keys (
        id text NOT NULL,
        public_key text NOT NULL,
        private_key_sealed bytea NOT NULL,
        created_at timestamptz NOT NULL,
        signs_from timestamptz NOT NULL,
        CONSTRAINT signing_keys_pk PRIMARY KEY (id)
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE signing_keys');
  }
}
