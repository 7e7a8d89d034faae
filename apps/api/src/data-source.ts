import { AUDIT_ENTITIES, AUDIT_MIGRATIONS } from '@app/audit';
import { AUTH_ENTITIES, AUTH_MIGRATIONS } from '@app/auth';
import { EVALUATION_ENTITIES, EVALUATION_MIGRATIONS } from '@app/evaluation';
import { FEATURE_ENTITIES, FEATURE_MIGRATIONS } from '@app/feature';
import { OUTBOX_ENTITIES, OUTBOX_MIGRATIONS } from '@app/outbox';
import { PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from '@app/platform/idempotency';
import type { PostgresOptions } from '@app/platform/postgres';
import { TENANCY_ENTITIES, TENANCY_MIGRATIONS } from '@app/tenancy';
import { USAGE_ENTITIES, USAGE_MIGRATIONS } from '@app/usage';

/** Every table of the house, by the lib that owns it. */
export const ENTITIES = [
  ...PLATFORM_ENTITIES,
  ...TENANCY_ENTITIES,
  ...OUTBOX_ENTITIES,
  ...AUTH_ENTITIES,
  ...AUDIT_ENTITIES,
  ...FEATURE_ENTITIES,
  ...EVALUATION_ENTITIES,
  ...USAGE_ENTITIES,
];

/** Every migration; TypeORM sorts them by the time in their names. */
export const MIGRATIONS = [
  ...PLATFORM_MIGRATIONS,
  ...TENANCY_MIGRATIONS,
  ...OUTBOX_MIGRATIONS,
  ...AUTH_MIGRATIONS,
  ...AUDIT_MIGRATIONS,
  ...FEATURE_MIGRATIONS,
  ...EVALUATION_MIGRATIONS,
  ...USAGE_MIGRATIONS,
];

const CONNECT_TIMEOUT_MS = 3_000;
const STATEMENT_TIMEOUT_MS = 15_000;
/** A server that is frozen or cut off ends no statement by itself: then the client gives up. */
const QUERY_TIMEOUT_MS = STATEMENT_TIMEOUT_MS + 1_000;

/** How the application reaches PostgreSQL. The schema is made by migrations only. */
export function dataSourceOptions(url: string, poolSize: number): PostgresOptions {
  return {
    type: 'postgres',
    url,
    entities: ENTITIES,
    migrations: MIGRATIONS,
    migrationsTransactionMode: 'each',
    synchronize: false,
    poolSize,
    applicationName: 'toggle-service',
    connectTimeoutMS: CONNECT_TIMEOUT_MS,
    extra: { statement_timeout: STATEMENT_TIMEOUT_MS, query_timeout: QUERY_TIMEOUT_MS },
  };
}
