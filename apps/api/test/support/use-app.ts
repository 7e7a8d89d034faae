import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '@app/platform/config';
import { Readiness } from '@app/platform/health';
import { type TestDatabase, useElasticsearch, usePostgres, useRedis } from '@app/testing';
import { createApp } from '../../src/bootstrap/create-app';
import { DemoTenant } from '../../src/bootstrap/demo-tenant';
import { dataSourceOptions, MIGRATIONS } from '../../src/data-source';

/** `embedded`: everything in process and in PostgreSQL. `full`: with Redis and Elasticsearch. */
export type Mode = 'embedded' | 'full';
export const MODES: readonly Mode[] = ['embedded', 'full'];

/** The servers behind an application under test. */
export interface Servers {
  readonly database: TestDatabase;
  readonly redis?: ReturnType<typeof useRedis>;
  readonly elasticsearch?: ReturnType<typeof useElasticsearch>;
}

/** A running application, there from `beforeAll` on. */
export interface TestApp {
  readonly url: string;
  readonly servers: Servers;
  /** Starts one more process' worth of application on the same servers; closed with the first. */
  another(settings?: Record<string, string>): Promise<string>;
}

const START_TIMEOUT_MS = 120_000;
const JWT_SECRET = 'a-secret-that-only-the-tests-know-0123456789';

/** Starts the whole application on a database of its own, with the demo tenant in it. */
export function useApp(mode: Mode, settings: Record<string, string> = {}): TestApp {
  const apps: NestFastifyApplication[] = [];
  let url = '';

  // Jest runs afterAll in the order of definition: applications let go of servers before those end.
  afterAll(async () => {
    for (const app of apps) await app.close();
  }, START_TIMEOUT_MS);

  const servers: Servers = {
    database: usePostgres({ migrations: MIGRATIONS }),
    ...(mode === 'full' && { redis: useRedis(), elasticsearch: useElasticsearch() }),
  };

  const start = async (more: Record<string, string> = {}): Promise<string> => {
    const app = await startApp(servers, { ...settings, ...more });
    apps.push(app);
    return app.getUrl();
  };

  beforeAll(async () => {
    url = await start();
    await apps[0]?.get(DemoTenant).ensure();
  }, START_TIMEOUT_MS);

  return {
    servers,
    get url() {
      return url;
    },
    another: start,
  };
}

async function startApp(
  servers: Servers,
  settings: Record<string, string>,
): Promise<NestFastifyApplication> {
  const { database, redis, elasticsearch } = servers;
  const config = loadConfig({
    NODE_ENV: 'test',
    LOG_LEVEL: 'silent',
    DATABASE_URL: database.url,
    JWT_SECRET,
    RATE_LIMIT_BURST: '100000',
    RATE_LIMIT_SUSTAINED_PER_SEC: '100000',
    ...(redis && { REDIS_URL: redis.url }),
    ...(elasticsearch && {
      ELASTICSEARCH_URL: elasticsearch.url,
      ELASTICSEARCH_INDEX_PREFIX: elasticsearch.prefix.replace(/-$/, ''),
    }),
    ...settings,
  });
  // Settings may lead a process to the same servers another way, such as through a proxy.
  const url = config.settings.DATABASE_URL ?? database.url;
  const app = await createApp(config, dataSourceOptions(url, 8));
  await app.listen(0, '127.0.0.1');
  app.get(Readiness).markReady();
  return app;
}
