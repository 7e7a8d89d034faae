import { Redis, type RedisOptions } from 'ioredis';

import { ServerMissing } from '../server-missing';
import { ToxicProxy } from '../toxic-proxy';
import { redisProgram, RedisServer } from './redis-server';

const START_TIMEOUT_MS = 60_000;
/** A client whose server is lost would keep the worker from ending for two seconds. */
const FAREWELL_MS = 100;

/** The Redis of a spec file, there from `beforeAll` on. */
export interface TestRedis {
  readonly url: string;
  /** A client of it, which is closed before the server ends. */
  client(options?: RedisOptions): Redis;
  /** Removes all keys. */
  flush(): Promise<void>;
  /** Breaks every connection and refuses new ones until `start`. */
  stop(): Promise<void>;
  /** Comes back at the same URL, empty. */
  start(): Promise<void>;
}

interface Backend {
  readonly url: string;
  stop(): Promise<void>;
  start(): Promise<void>;
  end(): Promise<void>;
}

/**
 * Gives the spec file a Redis of its own, so that keys, channels and outages are nobody else's. With `TEST_REDIS_URL`
 * (or `REDIS_URL`) it is that one: its database of this worker's number is emptied, and an outage is simulated.
 * @throws ServerMissing when there is neither.
 */
export function useRedis(): TestRedis {
  const given = process.env.TEST_REDIS_URL ?? process.env.REDIS_URL;
  if (given === undefined && redisProgram() === undefined) {
    throw new ServerMissing(
      'Redis',
      'Install redis-server (apt-get install redis-server) or set TEST_REDIS_URL.',
    );
  }
  const clients: Redis[] = [];
  let backend: Backend | undefined;
  const running = (): Backend => backend ?? notYet();

  beforeAll(async () => {
    backend = given === undefined ? await ownServer() : await givenServer(given);
  }, START_TIMEOUT_MS);
  afterAll(async () => {
    for (const client of clients) client.disconnect();
    await backend?.end();
  });

  return {
    get url() {
      return running().url;
    },
    client(options) {
      const client = new Redis(running().url, { disconnectTimeout: FAREWELL_MS, ...options });
      clients.push(client);
      return client;
    },
    flush: () => flush(running().url),
    stop: () => running().stop(),
    start: () => running().start(),
  };
}

async function ownServer(): Promise<Backend> {
  const server = await RedisServer.start();
  return {
    url: server.url,
    stop: () => server.stop(),
    start: () => server.start(),
    end: () => server.stop(),
  };
}

async function givenServer(given: string): Promise<Backend> {
  const proxy = await ToxicProxy.start(given);
  const url = new URL(proxy.url);
  url.pathname = `/${process.env.JEST_WORKER_ID ?? '1'}`;
  await flush(url.href);
  return {
    url: url.href,
    stop: () => proxy.cut(),
    async start() {
      await proxy.restore();
      await flush(url.href);
    },
    end: () => proxy.stop(),
  };
}

async function flush(url: string): Promise<void> {
  const client = new Redis(url, { lazyConnect: true, retryStrategy: null });
  try {
    await client.connect();
    await client.flushdb();
  } finally {
    client.disconnect();
  }
}

function notYet(): never {
  throw new Error('Redis is there from beforeAll on, not while the spec file is loaded.');
}
