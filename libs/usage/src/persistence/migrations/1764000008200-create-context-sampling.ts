import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which contexts environments keep, and those that they keep. */
export class CreateContextSampling1764000008200 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE context_sampling (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        enabled boolean NOT NULL,
        attributes text[] NOT NULL,
        targeting_key text NOT NULL,
        capacity integer NOT NULL,
        expires_after_seconds integer NOT NULL,
        version integer NOT NULL,
        changed_at timestamptz NOT NULL,
        CONSTRAINT context_sampling_pk PRIMARY KEY (tenant_id, environment_id),
        CONSTRAINT context_sampling_targeting_key_ck CHECK (targeting_key IN ('hashed', 'plain')),
        CONSTRAINT context_sampling_environment_fk FOREIGN KEY (tenant_id, environment_id)
          REFERENCES environments (tenant_id, id) ON DELETE CASCADE
      )`);
    // A place is filled again and again: room on the page keeps that cheap.
    await runner.query(`
      CREATE TABLE sampled_contexts (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        place integer NOT NULL,
        context jsonb NOT NULL,
        seen_at timestamptz NOT NULL,
        CONSTRAINT sampled_contexts_pk PRIMARY KEY (tenant_id, environment_id, place),
        CONSTRAINT sampled_contexts_sampling_fk FOREIGN KEY (tenant_id, environment_id)
          REFERENCES context_sampling (tenant_id, environment_id) ON DELETE CASCADE
      ) WITH (fillfactor = 70)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE sampled_contexts');
    await runner.query('DROP TABLE context_sampling');
  }
}
