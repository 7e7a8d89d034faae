import type { AppConfig } from '@app/platform/config';
import { EmbeddedPostgres } from '@app/platform/embedded-postgres';

/** The database this process uses, and how to let go of it. */
export interface Database {
  readonly url: string;
  close(): Promise<void>;
}

/**
 * The configured PostgreSQL, or one of our own under `DATA_DIR`.
 * @param onLost called when an embedded server has ended and cannot be started again
 */
export async function openDatabase(
  config: AppConfig,
  { say, onLost }: { say: (sentence: string) => void; onLost: (reason: string) => void },
): Promise<Database> {
  const { DATABASE_URL, DATA_DIR } = config.settings;
  if (DATABASE_URL !== undefined) return { url: DATABASE_URL, close: () => Promise.resolve() };
  const server = new EmbeddedPostgres({ directory: DATA_DIR, onNotice: say, onLost });
  const { url } = await server.start();
  return { url, close: () => server.stop() };
}
