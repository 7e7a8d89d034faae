import type { MigrationInterface, QueryRunner } from 'typeorm';

const ENVIRONMENT_FK = (table: string): string =>
  `CONSTRAINT ${table}_environment_fk FOREIGN KEY (tenant_id, environment_id)
     REFERENCES environments (tenant_id, id) ON DELETE CASCADE`;

/** Flags, the value types that their environments agree on, segments and who uses whom. */
export class CreateFeatures1764000005000 implements MigrationInterface {
  async up(runner: QueryRunner): Promise<void> {
    await createFlags(runner);
    await createSegments(runner);
    await runner.query(`
      CREATE TABLE usages (
        tenant_id uuid NOT NULL,
        environment_id uuid NOT NULL,
        used_kind text NOT NULL,
        used_key text NOT NULL,
        user_kind text NOT NULL,
        user_key text NOT NULL,
        CONSTRAINT usages_pk PRIMARY KEY
          (tenant_id, environment_id, used_kind, used_key, user_kind, user_key),
        CONSTRAINT usages_kind_ck
          CHECK (used_kind IN ('flag', 'segment') AND user_kind IN ('flag', 'segment')),
        ${ENVIRONMENT_FK('usages')}
      )`);
    await runner.query(
      'CREATE INDEX usages_user_ix ON usages (tenant_id, environment_id, user_kind, user_key)',
    );
  }

  async down(runner: QueryRunner): Promise<void> {
    for (const table of ['usages', 'segment_ids', 'segments', 'flags', 'flag_keys']) {
      await runner.query(`DROP TABLE ${table}`);
    }
  }
}

async function createFlags(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE flag_keys (
      tenant_id uuid NOT NULL,
      key text NOT NULL,
      value_type text NOT NULL,
      CONSTRAINT flag_keys_pk PRIMARY KEY (tenant_id, key),
      CONSTRAINT flag_keys_value_type_uq UNIQUE (tenant_id, key, value_type),
      CONSTRAINT flag_keys_value_type_ck
        CHECK (value_type IN ('boolean', 'string', 'number', 'object'))
    )`);
  // A change rewrites its row: room on the page keeps that from touching an index.
  await runner.query(`
    CREATE TABLE flags (
      tenant_id uuid NOT NULL,
      environment_id uuid NOT NULL,
      key text NOT NULL,
      id uuid NOT NULL,
      version integer NOT NULL,
      enabled boolean NOT NULL,
      name text,
      description text,
      tags text[] NOT NULL DEFAULT '{}',
      value_type text NOT NULL,
      client_visible boolean NOT NULL,
      definition json NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      updated_by json NOT NULL,
      CONSTRAINT flags_pk PRIMARY KEY (tenant_id, environment_id, key),
      CONSTRAINT flags_value_type_fk FOREIGN KEY (tenant_id, key, value_type)
        REFERENCES flag_keys (tenant_id, key, value_type),
      ${ENVIRONMENT_FK('flags')}
    ) WITH (fillfactor = 70)`);
  await runner.query('CREATE INDEX flags_key_ix ON flags (tenant_id, key)');
}

async function createSegments(runner: QueryRunner): Promise<void> {
  await runner.query(`
    CREATE TABLE segments (
      tenant_id uuid NOT NULL,
      environment_id uuid NOT NULL,
      key text NOT NULL,
      id uuid NOT NULL,
      version integer NOT NULL,
      definition json NOT NULL,
      include_count integer NOT NULL,
      exclude_count integer NOT NULL,
      created_at timestamptz NOT NULL,
      updated_at timestamptz NOT NULL,
      updated_by json NOT NULL,
      CONSTRAINT segments_pk PRIMARY KEY (tenant_id, environment_id, key),
      CONSTRAINT segments_id_uq UNIQUE (tenant_id, id),
      ${ENVIRONMENT_FK('segments')}
    )`);
  await runner.query(`
    CREATE TABLE segment_ids (
      tenant_id uuid NOT NULL,
      segment_id uuid NOT NULL,
      list text NOT NULL,
      member text NOT NULL,
      CONSTRAINT segment_ids_pk PRIMARY KEY (tenant_id, segment_id, list, member),
      CONSTRAINT segment_ids_list_ck CHECK (list IN ('include', 'exclude')),
      CONSTRAINT segment_ids_segment_fk FOREIGN KEY (tenant_id, segment_id)
        REFERENCES segments (tenant_id, id) ON DELETE CASCADE
    )`);
}
