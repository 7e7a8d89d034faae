import type { DataSourceOptions } from 'typeorm';
import type { BeforeReturn } from './database.return';

/** How a process reaches PostgreSQL, and how it starts where it does not. */
export type PostgresOptions = Extract<DataSourceOptions, { type: 'postgres' }> & {
  /** Do not connect: for whoever only looks at the application's shape. */
  readonly manualInitialization?: boolean;
  /** The server is away: start without it, and use it when it is there and this is done. */
  readonly away?: BeforeReturn;
};
