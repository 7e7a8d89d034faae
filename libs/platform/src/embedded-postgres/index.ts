export { EmbeddedPostgres, type EmbeddedPostgresOptions } from './embedded-postgres';
export { DataDirectoryInUse } from './instance-lock';
export { findRunningServer } from './running-server';
