export { type TestChromium, useChromium } from './browser/use-chromium';
export { type TestElasticsearch, useElasticsearch } from './elasticsearch/use-elasticsearch';
export { eventually } from './eventually';
export {
  createDatabase,
  type DatabaseOptions,
  type MigrationClass,
  type OwnDatabase,
} from './postgres/create-database';
export { type TestDatabase, usePostgres, type UsePostgresOptions } from './postgres/use-postgres';
export { RedisServer } from './redis/redis-server';
export { type TestRedis, useRedis } from './redis/use-redis';
export { ServerMissing } from './server-missing';
export { ToxicProxy } from './toxic-proxy';
