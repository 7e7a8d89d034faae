import type { MigrationInterface, QueryRunner } from 'typeorm';

const PLACE = `FOREIGN KEY (tenant_id, environment_id)
  REFERENCES environments (tenant_id, id) ON DELETE CASCADE`;

/** How often flags were evaluated, when last, what was asked for in vain, and what was not counted. */
export class CreateUsage1764000008000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await this.createCounts(runner);
    // Rewritten at every flush: room on the page keeps that from touching an index.
    await runner.query(`
      CREATE TABLE flag_last_seen (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        flag text NOT NULL,
        asked_at timestamptz,
        bulk_at timestamptz,
        CONSTRAINT flag_last_seen_pk PRIMARY KEY (tenant_id, environment_id, flag),
        CONSTRAINT flag_last_seen_environment_fk ${PLACE}
      ) WITH (fillfactor = 70)`);
    await runner.query(`
      CREATE TABLE unknown_flags (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        asker text NOT NULL,
        flag text NOT NULL,
        count bigint NOT NULL,
        first_seen_at timestamptz NOT NULL,
        last_seen_at timestamptz NOT NULL,
        CONSTRAINT unknown_flags_pk PRIMARY KEY (tenant_id, environment_id, asker, flag),
        CONSTRAINT unknown_flags_asker_ck CHECK (asker IN ('server', 'client')),
        CONSTRAINT unknown_flags_environment_fk ${PLACE}
      )`);
    await runner.query(`
      CREATE TABLE usage_losses (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        hour timestamptz NOT NULL,
        count bigint NOT NULL,
        CONSTRAINT usage_losses_pk PRIMARY KEY (tenant_id, environment_id, hour),
        CONSTRAINT usage_losses_environment_fk ${PLACE}
      )`);
    // One row: nothing can be said to be unused that was not watched.
    await runner.query(`
      CREATE TABLE usage_start (
        id integer NOT NULL DEFAULT 1,
        at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT usage_start_pk PRIMARY KEY (id),
        CONSTRAINT usage_start_id_ck CHECK (id = 1)
      )`);
    await runner.query('INSERT INTO usage_start DEFAULT VALUES');
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of [
      'usage_start',
      'usage_losses',
      'unknown_flags',
      'flag_last_seen',
      'usage_batches',
      'flag_usage',
    ]) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }

  private async createCounts(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE flag_usage (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        flag text NOT NULL,
        seconds integer NOT NULL,
        at timestamptz NOT NULL,
        variant text NOT NULL,
        count bigint NOT NULL,
        bulk_count bigint NOT NULL,
        CONSTRAINT flag_usage_pk
          PRIMARY KEY (tenant_id, environment_id, flag, at, seconds, variant),
        CONSTRAINT flag_usage_seconds_ck CHECK (seconds IN (60, 3600)),
        CONSTRAINT flag_usage_environment_fk ${PLACE}
      )`);
    await runner.query('CREATE INDEX flag_usage_at_ix ON flag_usage (seconds, at)');
    await runner.query(`
      CREATE TABLE usage_batches (
        id uuid NOT NULL,
        written_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT usage_batches_pk PRIMARY KEY (id)
      )`);
    await runner.query('CREATE INDEX usage_batches_written_at_ix ON usage_batches (written_at)');
  }
}
