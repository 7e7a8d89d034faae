import 'reflect-metadata';
import type { AppConfig } from '@app/platform/config';
import { say } from '../bootstrap/announce';
import { openDatabase } from '../bootstrap/database';

/** Runs one job against the configured database, or against the embedded one while no server runs on it. */
export async function withDatabase(
  config: AppConfig,
  job: (url: string) => Promise<void>,
): Promise<void> {
  try {
    const database = await openDatabase(config, { say, onLost: say });
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
