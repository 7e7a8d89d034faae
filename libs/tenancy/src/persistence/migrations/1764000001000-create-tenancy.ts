import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Tenants, their people and their environments. */
export class CreateTenancy1764000001000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE tenants (
        id uuid NOT NULL,
        slug text NOT NULL,
        name text NOT NULL,
        created_at timestamptz NOT NULL,
        CONSTRAINT tenants_pk PRIMARY KEY (id),
        CONSTRAINT tenants_slug_uq UNIQUE (slug)
      )`);
    await runner.query(`
      CREATE TABLE users (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL,
        role text NOT NULL,
        password_hash text NOT NULL,
        credential_version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL,
        CONSTRAINT users_pk PRIMARY KEY (tenant_id, id),
        CONSTRAINT users_tenant_fk FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE,
        CONSTRAINT users_role_ck CHECK (role IN ('owner', 'admin', 'editor', 'viewer'))
      )`);
    // Every change rewrites its environment's row: room on the page keeps that from touching an index.
    await runner.query(`
      CREATE TABLE environments (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        name text NOT NULL,
        epoch text NOT NULL,
        revision bigint NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL,
        CONSTRAINT environments_pk PRIMARY KEY (tenant_id, id),
        CONSTRAINT environments_name_uq UNIQUE (tenant_id, name),
        CONSTRAINT environments_tenant_fk FOREIGN KEY (tenant_id) REFERENCES tenants (id) ON DELETE CASCADE
      ) WITH (fillfactor = 50)`);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE environments');
    await runner.query('DROP TABLE users');
    await runner.query('DROP TABLE tenants');
  }
}
