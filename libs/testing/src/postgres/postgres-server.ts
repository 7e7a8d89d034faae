import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

// By path: Jest applies no module map to what its globalSetup loads.
import { EmbeddedPostgres } from '../../../platform/src/embedded-postgres';
import type { RunningServer } from '../running-server';

/** Nothing here is to be kept, so nothing is flushed. */
const THROWAWAY = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
};

/** The PostgreSQL of `TEST_POSTGRES_URL` if set (its user must be allowed to create databases), else one of its own. */
export async function startPostgres(): Promise<RunningServer> {
  const given = process.env.TEST_POSTGRES_URL;
  if (given !== undefined) return { url: given, stop: async () => undefined };
  const directory = await mkdtemp(join(tmpdir(), 'toggle-test-postgres-'));
  const postgres = new EmbeddedPostgres({ directory, settings: THROWAWAY, temporary: true });
  const { url } = await postgres.start();
  return { url, stop: () => postgres.stop() };
}
