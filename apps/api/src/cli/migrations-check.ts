import 'reflect-metadata';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { EmbeddedPostgres } from '@app/platform/embedded-postgres';
import { DataSource } from 'typeorm';
import { dataSourceOptions, MIGRATIONS } from '../data-source';

/**
 * Migrates a scratch database up, down and up again, and holds the entities against the schema: a
 * column that one has and the other lacks would otherwise show in production.
 */
async function check(source: DataSource): Promise<string[]> {
  await source.runMigrations();
  for (let left = MIGRATIONS.length; left > 0; left -= 1) await source.undoLastMigration();
  const left = await source.query<{ table_name: string }[]>(
    `SELECT table_name FROM information_schema.tables
     WHERE table_schema = 'public' AND table_name <> 'migrations'`,
  );
  await source.runMigrations();
  const { upQueries } = await source.driver.createSchemaBuilder().log();
  return [
    ...left.map(({ table_name }) => `The way down leaves the table "${table_name}".`),
    ...upQueries.map(({ query }) => `Entities differ from the schema: ${query}`),
  ];
}

async function main(): Promise<void> {
  const directory = await mkdtemp(join(tmpdir(), 'toggle-migrations-'));
  const server = new EmbeddedPostgres({ directory, settings: { fsync: 'off' } });
  try {
    const { url } = await server.start();
    const source = await new DataSource(dataSourceOptions(url, 2)).initialize();
    const problems = await check(source);
    await source.destroy();
    for (const problem of problems) process.stderr.write(`${problem}\n`);
    process.exitCode = problems.length === 0 ? 0 : 1;
    if (problems.length === 0) process.stdout.write(`${MIGRATIONS.length} migrations are sound.\n`);
  } finally {
    await server.stop();
    await rm(directory, { recursive: true, force: true });
  }
}

void main();
