import type { PoolConfig } from 'pg';
import { DataSource } from 'typeorm';
import type { PostgresOptions } from './postgres-options';

type ConnectCallback = (error: Error) => void;

/** Stands in for the pool of a server that has not been reached yet: every connection is refused. */
class AwayPool {
  readonly totalCount = 0;
  readonly idleCount = 0;
  readonly waitingCount = 0;

  /** @param options how a connection of its own would be made (`sessionClient`) */
  constructor(readonly options: PoolConfig) {}

  connect(callback: ConnectCallback): void {
    const error = new Error('PostgreSQL has not been reached since the start.');
    setImmediate(callback, Object.assign(error, { code: 'ECONNREFUSED' }));
  }

  end(callback?: () => void): Promise<void> {
    callback?.();
    return Promise.resolve();
  }
}

/**
 * A data source without its server. Until `initialize()` succeeds whatever is asked of it fails as
 * it does when a server is lost.
 */
export function awayDataSource(options: PostgresOptions): DataSource {
  const dataSource = new DataSource(options);
  const pool = new AwayPool({
    connectionString: options.url,
    connectionTimeoutMillis: options.connectTimeoutMS,
    ...(options.extra as object | undefined),
  });
  Object.assign(dataSource.driver, { master: pool });
  return dataSource;
}
