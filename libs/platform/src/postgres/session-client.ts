import { Client, type ClientConfig, type Pool } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * Lets the server notice within about a minute that this end is gone (network cut, machine lost),
 * so that what the session holds becomes free. Ignored on Unix sockets, where it cannot happen.
 */
const KEEPALIVE =
  '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';
const QUERY_TIMEOUT_MS = 10_000;
const FAREWELL_MS = 1_000;

/**
 * A connection of its own outside the pool, not yet opened, for what belongs to a session: advisory
 * locks and LISTEN. The caller listens to its `error` and `end`, and closes it with `closeSession`.
 * @param name shown in `pg_stat_activity`
 */
export function sessionClient(dataSource: DataSource, name: string): Client {
  const { options } = (dataSource.driver as unknown as { master: Pool }).master;
  const config = options as ClientConfig;
  return new Client({
    ...config,
    // The pool hides it from enumeration.
    ...(config.password === undefined ? {} : { password: config.password }),
    application_name: name,
    keepAlive: true,
    query_timeout: QUERY_TIMEOUT_MS,
    options: config.options === undefined ? KEEPALIVE : `${config.options} ${KEEPALIVE}`,
  });
}

/** Ends the session, within a second even if the server does not answer. Never throws. */
export async function closeSession(client: Client): Promise<void> {
  const { stream } = (client as unknown as { connection: { stream: { destroy(): void } } })
    .connection;
  const timer = setTimeout(() => stream.destroy(), FAREWELL_MS);
  await client.end().catch(() => stream.destroy());
  clearTimeout(timer);
}
