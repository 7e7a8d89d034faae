import { parseRedisUrl } from '@app/platform/config';
import { createRedis, type RedisClient } from '@app/platform/redis';
import { useRedis } from '@app/testing';
import { once } from 'node:events';
import { tokenBucketContract } from '../testing/token-bucket.contract';
import { RedisTokenBucket } from './redis-token-bucket';

const KEY = 'rl:{t1}:api';
const PATIENCE_MS = 5_000;

describe('the token bucket in Redis', () => {
  const server = useRedis();
  const open: RedisClient[] = [];
  const connect = async (): Promise<RedisClient> => {
    const topology = parseRedisUrl(server.url);
    if (topology === undefined) throw new Error('not a URL of Redis');
    // What it decides is asked here, not how soon: the machine may be busy.
    const redis = createRedis(topology, { commandTimeout: PATIENCE_MS });
    redis.on('error', () => undefined);
    open.push(redis);
    await once(redis, 'ready');
    return redis;
  };
  let redis: RedisClient;

  beforeAll(async () => {
    redis = await connect();
  });
  beforeEach(() => server.flush());
  afterAll(() => open.forEach((client) => client.disconnect()));

  tokenBucketContract(() => new RedisTokenBucket(redis));

  it('is one bucket for all processes', async () => {
    const limits = { capacity: 25, refillPerSecond: 0.001 };
    const connections = await Promise.all([connect(), connect(), connect(), connect()]);
    const processes = connections.map((connection) => new RedisTokenBucket(connection));
    const decisions = await Promise.all(
      processes.flatMap((bucket) => Array.from({ length: 50 }, () => bucket.take(KEY, 1, limits))),
    );
    expect(decisions.filter(({ kind }) => kind === 'allowed')).toHaveLength(25);
  });

  it('lives in one key until it is full again, rounded up', async () => {
    const limits = { capacity: 3, refillPerSecond: 3 };
    await new RedisTokenBucket(redis).take(KEY, 1, limits);
    expect(await redis.keys('*')).toEqual([KEY]);
    const ttl = await redis.pttl(KEY);
    expect(ttl).toBeGreaterThan(300);
    expect(ttl).toBeLessThanOrEqual(334);
  });

  it('writes nothing when it refuses', async () => {
    const limits = { capacity: 1, refillPerSecond: 0.001 };
    const bucket = new RedisTokenBucket(redis);
    await bucket.take(KEY, 1, limits);
    const before = await redis.get(KEY);
    expect(await bucket.take(KEY, 1, limits)).toMatchObject({ kind: 'limited' });
    expect(await redis.get(KEY)).toBe(before);
  });

  it('keeps the moment to the microsecond, where Lua by itself would print 14 digits', async () => {
    await new RedisTokenBucket(redis).take(KEY, 1, { capacity: 7, refillPerSecond: 0.333 });
    const [seconds] = await redis.time();
    const [micros, ticks] = ((await redis.get(KEY)) ?? '').split(':').map(Number);
    expect(String(micros)).toHaveLength(16);
    expect(Math.abs((micros ?? 0) / 1e6 - Number(seconds))).toBeLessThan(5);
    expect(ticks).toBeLessThan(333);
  });

  it('goes on after Redis has forgotten its scripts', async () => {
    const bucket = new RedisTokenBucket(redis);
    await redis.script('FLUSH');
    expect(await bucket.take(KEY, 1, { capacity: 1, refillPerSecond: 1 })).toMatchObject({
      kind: 'allowed',
      source: 'redis',
    });
  });
});
