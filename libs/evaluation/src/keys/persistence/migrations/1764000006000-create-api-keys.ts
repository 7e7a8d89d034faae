import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Credentials of workloads. Only hashes of secrets are kept. */
export class CreateApiKeys1764000006000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE api_keys (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        environment_id uuid,
        name text NOT NULL,
        scope text NOT NULL,
        prefix text NOT NULL,
        created_at timestamptz NOT NULL,
        created_by jsonb NOT NULL,
        expires_at timestamptz,
        last_used_at timestamptz,
        revoked_at timestamptz,
        changed_at timestamptz NOT NULL DEFAULT clock_timestamp(),
        CONSTRAINT api_keys_pk PRIMARY KEY (tenant_id, id),
        CONSTRAINT api_keys_environment_fk FOREIGN KEY (tenant_id, environment_id)
          REFERENCES environments (tenant_id, id) ON DELETE CASCADE,
        CONSTRAINT api_keys_scope_ck CHECK (scope IN ('evaluate:server', 'evaluate:client', 'manage'))
      )`);
    await runner.query('CREATE INDEX api_keys_changed_at_ix ON api_keys (changed_at)');
    await runner.query(`
      CREATE TABLE api_key_secrets (
        tenant_id uuid NOT NULL,
        key_id uuid NOT NULL,
        hash bytea NOT NULL,
        created_at timestamptz NOT NULL,
        expires_at timestamptz,
        CONSTRAINT api_key_secrets_pk PRIMARY KEY (tenant_id, key_id, hash),
        CONSTRAINT api_key_secrets_hash_uq UNIQUE (tenant_id, hash),
        CONSTRAINT api_key_secrets_key_fk FOREIGN KEY (tenant_id, key_id)
          REFERENCES api_keys (tenant_id, id) ON DELETE CASCADE
      )`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE api_key_secrets');
    await runner.query('DROP TABLE api_keys');
  }
}
