import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The audit log: the record, complete and append-only. A later hash chain has its place in a table of
 * its own that refers to (tenant_id, id), so that these rows never need to change.
 */
export class CreateAuditEvents1764000004000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE audit_events (
        tenant_id uuid NOT NULL,
        id uuid NOT NULL,
        time timestamptz(3) NOT NULL,
        tenant text NOT NULL,
        environment_id uuid,
        environment text,
        epoch text,
        revision bigint,
        action text NOT NULL,
        outcome text NOT NULL,
        actor_type text NOT NULL,
        actor_id text NOT NULL,
        actor_name text,
        key text,
        before jsonb,
        after jsonb,
        changes jsonb,
        promotion_id text,
        request_id text,
        ip text,
        search_terms text[] NOT NULL,
        CONSTRAINT audit_events_pk PRIMARY KEY (tenant_id, id)
      )`);
    await runner.query('CREATE INDEX audit_events_time_idx ON audit_events (tenant_id, time, id)');
    await runner.query(
      'CREATE INDEX audit_events_key_idx ON audit_events (tenant_id, key, time, id) WHERE key IS NOT NULL',
    );
    await runner.query(
      'CREATE INDEX audit_events_terms_idx ON audit_events USING gin (array_to_tsvector(search_terms))',
    );
    await this.refuseChanges(runner);
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE audit_events');
    await runner.query('DROP FUNCTION audit_events_are_append_only()');
  }

  private async refuseChanges(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE FUNCTION audit_events_are_append_only() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'audit_events is append-only: % refused', TG_OP
          USING ERRCODE = 'restrict_violation';
      END $$`);
    await runner.query(`
      CREATE TRIGGER audit_events_append_only
        BEFORE UPDATE OR DELETE OR TRUNCATE ON audit_events
        FOR EACH STATEMENT EXECUTE FUNCTION audit_events_are_append_only()`);
  }
}
