import type { AppConfig } from '@app/platform/config';
import { Readiness } from '@app/platform/health';
import { announce, say } from './announce';
import { assemble } from './assemble';
import { openDatabase } from './database';
import { keepTick } from './kept-tick';
import { listen } from './listen';
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
    await keepTick();
    releaseStartupGarbage();
  } catch (error) {
    await database.close();
    throw error;
  }
}

function giveUp(reason: string): void {
  say(`The embedded database is lost: ${reason}`);
  process.exit(1);
}
