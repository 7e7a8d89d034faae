import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which flags and segments each of the latest revisions of an environment touched. */
export class CreateEnvironmentChanges1764000005100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE environment_changes (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        revision bigint NOT NULL,
        kind text NOT NULL,
        key text NOT NULL,
        anew boolean NOT NULL DEFAULT false,
        ids json,
        CONSTRAINT environment_changes_pk PRIMARY KEY
          (tenant_id, environment_id, revision, kind, key),
        CONSTRAINT environment_changes_kind_ck CHECK (kind IN ('flag', 'segment')),
        CONSTRAINT environment_changes_environment_fk FOREIGN KEY (tenant_id, environment_id)
          REFERENCES environments (tenant_id, id) ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE environment_changes');
  }
}
