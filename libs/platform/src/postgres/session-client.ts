import { Client, type ClientConfig, type Pool } from 'pg';
import type { DataSource } from 'typeorm';

/**
 * Lets the server notice within about a minute that this end is gone (network cut, machine lost),
 * so that what the session holds becomes free. Ignored on Unix sockets, where it cannot happen.
 */
const KEEPALIVE =
  '-c tcp_keepalives_idle=30 -c tcp_keepalives_interval=10 -c tcp_keepalives_count=3';
const QUERY_TIMEOUT_MS = 10_000;

/**
 * A connection of its own outside the pool, not yet opened, for what belongs to a session: advisory
 * locks and LISTEN. The caller listens to its `error` and `end`, and closes it.
 * @param name shown in `pg_stat_activity`
 */
export function sessionClient(dataSource: DataSource, name: string): Client {
  const { master } = dataSource.driver as unknown as { master: Pool };
  const { options, ...config } = master.options as ClientConfig;
  return new Client({
    ...config,
    application_name: name,
    keepAlive: true,
    query_timeout: QUERY_TIMEOUT_MS,
    options: options === undefined ? KEEPALIVE : `${options} ${KEEPALIVE}`,
  });
}
