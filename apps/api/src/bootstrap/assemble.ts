import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '@app/platform/config';
import type { PostgresOptions } from '@app/platform/postgres';
import { dataSourceOptions } from '../data-source';
import { say } from './announce';
import { createApp } from './create-app';
import type { Database } from './database';
import { mustStartFromDisk } from './degraded-start';
import { DemoTenant } from './demo-tenant';
import { migrate } from './migrate';

/** The application, initialised: on a migrated database, or from disk where the database is away. */
export async function assemble(
  config: AppConfig,
  database: Database,
): Promise<NestFastifyApplication> {
  if (await mustStartFromDisk(config)) return assembleFromDisk(config, database);
  await prepare(config, database);
  const app = await createApp(config, optionsFor(config, database));
  await app.init();
  if (seeds(config) && (await app.get(DemoTenant).ensure())) say('Demo tenant "zebra" made.');
  return app;
}

/** PostgreSQL is away: what is on disk is served until it is there, and then all is as usual. */
async function assembleFromDisk(
  config: AppConfig,
  database: Database,
): Promise<NestFastifyApplication> {
  say('PostgreSQL cannot be reached: serving evaluations from SNAPSHOT_DIR until it is there.');
  const away = { prepare: () => prepare(config, database) };
  const app = await createApp(config, { ...optionsFor(config, database), away });
  await app.init();
  return app;
}

async function prepare(config: AppConfig, { url }: Database): Promise<void> {
  const { MIGRATE_ON_START = config.embedded } = config.settings;
  if (!MIGRATE_ON_START) return;
  const applied = await migrate(url);
  if (applied.length > 0) say(`Database: ${applied.length} migrations applied.`);
}

function optionsFor({ settings }: AppConfig, { url }: Database): PostgresOptions {
  return dataSourceOptions(url, settings.DATABASE_POOL_SIZE);
}

function seeds({ settings, embedded }: AppConfig): boolean {
  return settings.SEED_DEMO ?? embedded;
}
