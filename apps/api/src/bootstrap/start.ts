import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import type { AppConfig } from '@app/platform/config';
import { Readiness } from '@app/platform/health';
import { announce, say } from './announce';
import { dataSourceOptions } from '../data-source';
import { createApp } from './create-app';
import { type Database, openDatabase } from './database';
import { DemoTenant } from './demo-tenant';
import { listen } from './listen';
import { migrate } from './migrate';
import { endOnSignal, shutDownOnSignal } from './shutdown';
import { releaseStartupGarbage } from './startup-garbage';

/** Starts everything in order and says so: database, migrations, demo data, server. */
export async function start(config: AppConfig): Promise<void> {
  const stopListening = endOnSignal();
  const database = await openDatabase(config, { say, onLost: giveUp });
  try {
    const app = await assemble(config, database);
    stopListening();
    shutDownOnSignal(app, database, config);
    const { url, taken } = await listen(app, config);
    app.get(Readiness).markReady();
    announce(config, url, taken);
    releaseStartupGarbage();
  } catch (error) {
    await database.close();
    throw error;
  }
}

async function assemble(config: AppConfig, database: Database): Promise<NestFastifyApplication> {
  const { MIGRATE_ON_START = config.embedded, SEED_DEMO = config.embedded } = config.settings;
  if (MIGRATE_ON_START) {
    const applied = await migrate(database.url);
    if (applied.length > 0) say(`Database: ${applied.length} migrations applied.`);
  }
  const options = dataSourceOptions(database.url, config.settings.DATABASE_POOL_SIZE);
  const app = await createApp(config, options);
  await app.init();
  if (SEED_DEMO && (await app.get(DemoTenant).ensure())) say('Demo tenant "zebra" made.');
  return app;
}

function giveUp(reason: string): void {
  say(`The embedded database is lost: ${reason}`);
  process.exit(1);
}
