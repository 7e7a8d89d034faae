import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Notes that an event is still to be delivered; gone once it is. */
export class CreateOutbox1764000002000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await runner.query(`
      CREATE TABLE outbox (
        tenant_id uuid NOT NULL,
        id bigint GENERATED ALWAYS AS IDENTITY,
        event_id uuid NOT NULL,
        environment_id uuid,
        partition smallint NOT NULL,
        payload jsonb NOT NULL,
        detoured boolean NOT NULL DEFAULT false,
        done_sinks text[] NOT NULL DEFAULT '{}',
        dead_sinks text[] NOT NULL DEFAULT '{}',
        attempts integer NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        last_error text,
        dead_at timestamptz,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT outbox_pk PRIMARY KEY (tenant_id, id)
      ) WITH (autovacuum_vacuum_scale_factor = 0.01, autovacuum_vacuum_threshold = 1000)`);
    // What every sink has still to see: the hot path of the relay, and nearly always all there is.
    await runner.query(
      'CREATE INDEX outbox_fresh_idx ON outbox (id, partition) WHERE NOT detoured',
    );
    await runner.query('CREATE INDEX outbox_detoured_idx ON outbox (id, partition) WHERE detoured');
    // Events that hold back the later ones of their environment: few, if any.
    await runner.query(
      'CREATE INDEX outbox_waiting_idx ON outbox (tenant_id, id) WHERE attempts > 0',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    await runner.query('DROP TABLE outbox');
  }
}
