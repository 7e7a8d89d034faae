import 'reflect-metadata';
import type { AppConfig } from '@app/platform/config';
import { findRunningServer } from '@app/platform/embedded-postgres';
import { say } from '../bootstrap/announce';
import { type Database, openDatabase } from '../bootstrap/database';

/** Runs one job against the configured database, or against the embedded one, whether the service runs or not. */
export async function withDatabase(
  config: AppConfig,
  job: (url: string) => Promise<void>,
): Promise<void> {
  try {
    const database = await openOrJoin(config);
    try {
      await job(database.url);
    } finally {
      await database.close();
    }
  } catch (error) {
    process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
    process.exitCode = 1;
  }
}

/** A running service keeps the embedded server to itself, but not its database. */
async function openOrJoin(config: AppConfig): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = config.settings;
  const running = DATABASE_URL === undefined ? await findRunningServer(DATA_DIR) : undefined;
  if (running !== undefined) return { url: running, close: () => Promise.resolve() };
  return openDatabase(config, { say, onLost: say });
}
