import { eventually, ToxicProxy, useRedis } from '@app/testing';
import { Redis } from 'ioredis';
import { once } from 'node:events';
import { parseRedisUrl } from '../config';
import { createRedis, REDIS_COMMAND_TIMEOUT_MS } from './create-redis';
import type { RedisClient } from './redis.tokens';
import { RedisScript } from './redis-script';
import { RedisProcess, requireRedisProgram } from './testing/redis-process';

requireRedisProgram();

const NO_PERSISTENCE = ['save ""', 'appendonly no'];
const clients: RedisClient[] = [];

async function open(url: string): Promise<RedisClient> {
  const topology = parseRedisUrl(url);
  if (topology === undefined) throw new Error(`${url} is not a URL of Redis.`);
  const redis = createRedis(topology);
  redis.on('error', () => undefined);
  clients.push(redis);
  await once(redis, 'ready');
  return redis;
}

const elapsed = async (work: Promise<unknown>): Promise<number> => {
  const startedAt = performance.now();
  await work.catch(() => undefined);
  return performance.now() - startedAt;
};

const ADD = new RedisScript(`return redis.call('INCRBY', KEYS[1], ARGV[1])`);

afterAll(() => clients.forEach((client) => client.disconnect()));

describe('given a connection to one server', () => {
  const server = useRedis();
  let proxy: ToxicProxy;
  let redis: RedisClient;

  beforeAll(async () => {
    proxy = await ToxicProxy.start(server.url);
    redis = await open(proxy.url);
  });
  afterEach(async () => {
    await proxy.restore();
    await eventually(() => redis.ping());
  });
  afterAll(() => proxy.stop());

  it('runs scripts, also after the server has forgotten them', async () => {
    expect(await ADD.run(redis, ['n'], [2])).toBe(2);
    await redis.script('FLUSH');
    expect(await ADD.run(redis, ['n'], [3])).toBe(5);
  });

  it('refuses commands at once while the server is gone', async () => {
    await proxy.cut();
    await eventually(() => expect(redis.status).not.toBe('ready'));
    await expect(redis.get('key')).rejects.toThrow();
    expect(await elapsed(redis.get('key'))).toBeLessThan(50);
  });

  it('gives up on a command that the server does not answer', async () => {
    proxy.freeze();
    const took = await elapsed(redis.get('key'));
    expect(took).toBeGreaterThan(REDIS_COMMAND_TIMEOUT_MS - 10);
    expect(took).toBeLessThan(REDIS_COMMAND_TIMEOUT_MS + 100);
  });

  it('does not send again what was lost on the way', async () => {
    await redis.set('n', 0);
    proxy.freeze();
    const lost = elapsed(redis.incr('n'));
    await proxy.cut();
    await lost;
    await proxy.restore();
    expect(await eventually(() => redis.get('n'))).toBe('0');
  });

  it('comes back by itself', async () => {
    await proxy.cut();
    await eventually(() => expect(redis.status).not.toBe('ready'));
    await proxy.restore();
    expect(await eventually(() => redis.ping())).toBe('PONG');
  });
});

describe('given a connection to a cluster', () => {
  let node: RedisProcess;

  beforeAll(async () => {
    node = await RedisProcess.start([
      'cluster-enabled yes',
      'cluster-announce-ip 127.0.0.1',
      ...NO_PERSISTENCE,
    ]);
    const admin = new Redis(node.port);
    await admin.call('CLUSTER', 'ADDSLOTSRANGE', '0', '16383');
    await eventually(async () => expect(await admin.cluster('INFO')).toContain('cluster_state:ok'));
    admin.disconnect();
  });
  afterAll(() => node.stop());

  it('reads, writes and runs scripts', async () => {
    const redis = await open(`redis+cluster://127.0.0.1:${node.port}`);
    await redis.set('features:zebra:dev', 'list');
    expect(await redis.get('features:zebra:dev')).toBe('list');
    expect(await ADD.run(redis, ['rl:{t1}:api'], [7])).toBe(7);
  });

  it('refuses commands soon when its node is gone', async () => {
    const redis = await open(`redis+cluster://127.0.0.1:${node.port}`);
    await redis.get('key');
    await node.stop();
    const took = await Promise.all([1, 2, 3].map(() => elapsed(redis.get('key'))));
    expect(Math.max(...took)).toBeLessThan(REDIS_COMMAND_TIMEOUT_MS + 100);
  });
});

describe('given a connection by sentinels', () => {
  let primary: RedisProcess;
  let sentinel: RedisProcess;

  beforeAll(async () => {
    primary = await RedisProcess.start(NO_PERSISTENCE);
    sentinel = await RedisProcess.start(
      [`sentinel monitor main 127.0.0.1 ${primary.port} 1`],
      ['--sentinel'],
    );
  });
  afterAll(async () => {
    await sentinel.stop();
    await primary.stop();
  });

  it('reads, writes and runs scripts on the primary that they name', async () => {
    const redis = await open(`redis+sentinel://127.0.0.1:${sentinel.port}/main?db=2`);
    await redis.set('features:zebra:dev', 'list');
    expect(await redis.get('features:zebra:dev')).toBe('list');
    expect(await ADD.run(redis, ['n'], [7])).toBe(7);
    const direct = new Redis({ port: primary.port, db: 2 });
    expect(await direct.get('features:zebra:dev')).toBe('list');
    direct.disconnect();
  });
});
