import { createHash, randomUUID } from 'node:crypto';

import { Client } from 'pg';
import { DataSource, type MigrationInterface } from 'typeorm';

import { sharedServer } from '../host/test-server-host';

const OBJECT_IN_USE = '55006';

/** A TypeORM migration, as listed in a lib's `persistence/index.ts`. */
export type MigrationClass = new () => MigrationInterface;

/** What a database is made of. */
export interface DatabaseOptions {
  /** Run in this order; none gives an empty database. */
  readonly migrations?: readonly MigrationClass[];
}

/** A database of one's own on the run's PostgreSQL. */
export interface OwnDatabase {
  readonly url: string;
  /** Ends its sessions and removes it. */
  drop(): Promise<void>;
  /** Removes it unless a session is still open; then it goes with its server. */
  release(): Promise<void>;
}

/**
 * Makes a database in some 30 ms: the migrations run once per test run into a template, and every database is a clone.
 */
export async function createDatabase({
  migrations = [],
}: DatabaseOptions = {}): Promise<OwnDatabase> {
  const server = await sharedServer('postgres');
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  await asAdmin(server, async (admin) => {
    const template = await ensureTemplate(admin, server, migrations);
    await admin.query(`CREATE DATABASE ${name} TEMPLATE ${template}`);
  });
  const drop = (how: string): Promise<void> =>
    asAdmin(server, async (admin) => void (await admin.query(`DROP DATABASE ${name} ${how}`)));
  return {
    url: databaseUrl(server, name),
    drop: () => drop('WITH (FORCE)'),
    release: () => drop('').catch(unlessInUse),
  };
}

function unlessInUse(error: Error & { readonly code?: string }): void {
  if (error.code !== OBJECT_IN_USE) throw error;
}

/** Workers that want the same template at once take turns, so that one makes it and the others find it. */
async function ensureTemplate(
  admin: Client,
  server: string,
  migrations: readonly MigrationClass[],
): Promise<string> {
  if (migrations.length === 0) return 'template0';
  const template = `template_${fingerprint(migrations)}`;
  await admin.query('SELECT pg_advisory_lock(hashtext($1))', [template]);
  try {
    const { rowCount } = await admin.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      template,
    ]);
    if (rowCount === 0) await makeTemplate(admin, server, { template, migrations });
  } finally {
    await admin.query('SELECT pg_advisory_unlock(hashtext($1))', [template]);
  }
  return template;
}

interface Template {
  readonly template: string;
  readonly migrations: readonly MigrationClass[];
}

/** Under another name until complete: a failed migration leaves no template. */
async function makeTemplate(
  admin: Client,
  server: string,
  { template, migrations }: Template,
): Promise<void> {
  const draft = `${template}_draft`;
  await admin.query(`DROP DATABASE IF EXISTS ${draft} WITH (FORCE)`);
  await admin.query(`CREATE DATABASE ${draft} TEMPLATE template0`);
  const source = new DataSource({
    type: 'postgres',
    url: databaseUrl(server, draft),
    migrations: [...migrations],
    migrationsTransactionMode: 'each',
  });
  await source.initialize();
  try {
    await source.runMigrations();
  } finally {
    await source.destroy();
  }
  await admin.query(`ALTER DATABASE ${draft} RENAME TO ${template}`);
}

/** Of names and code, so that an edited migration makes a new template even on a server that outlives the run. */
function fingerprint(migrations: readonly MigrationClass[]): string {
  const hash = createHash('sha256');
  for (const migration of migrations) hash.update(`${migration.name}\n${migration.toString()}\n`);
  return hash.digest('hex').slice(0, 16);
}

async function asAdmin<T>(url: string, work: (admin: Client) => Promise<T>): Promise<T> {
  const admin = new Client({ connectionString: url });
  await admin.connect();
  try {
    return await work(admin);
  } finally {
    await admin.end();
  }
}

function databaseUrl(server: string, name: string): string {
  const url = new URL(server);
  url.pathname = `/${name}`;
  return url.href;
}
