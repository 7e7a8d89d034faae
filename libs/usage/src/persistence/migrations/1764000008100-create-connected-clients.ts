import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Who evaluates with which revision. */
export class CreateConnectedClients1764000008100 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    // Rewritten with every report: room on the page, and no index on what changes, keep that cheap.
    await runner.query(`
      CREATE TABLE connected_clients (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        client_id text COLLATE "C" NOT NULL,
        api_key_id uuid NOT NULL,
        audience text NOT NULL,
        sdk_name text NOT NULL,
        sdk_version text NOT NULL,
        epoch text,
        revision bigint,
        first_seen_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        CONSTRAINT connected_clients_pk
          PRIMARY KEY (tenant_id, environment_id, client_id, api_key_id),
        CONSTRAINT connected_clients_audience_ck CHECK (audience IN ('server', 'client')),
        CONSTRAINT connected_clients_environment_fk FOREIGN KEY (tenant_id, environment_id)
          REFERENCES environments (tenant_id, id) ON DELETE CASCADE
      ) WITH (fillfactor = 70)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE connected_clients');
  }
}
