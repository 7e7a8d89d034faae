import { parseRedisUrl } from '@app/platform/config';
import { createRedis, type RedisClient } from '@app/platform/redis';
import { eventually, ToxicProxy, useRedis } from '@app/testing';
import { once } from 'node:events';
import { tokenBucketContract } from '../testing/token-bucket.contract';
import type { CircuitState } from './circuit';
import { InProcessTokenBucket } from './in-process-token-bucket';
import { RateLimitHealth } from './rate-limit.health';
import { RedisTokenBucket } from './redis-token-bucket';
import { ResilientTokenBucket } from './resilient-token-bucket';

const KEY = 'rl:{t1}:api';
const WIDE = { capacity: 1_000, refillPerSecond: 0.001 };
/** Of one request, with room for a busy machine around the 75 ms that Redis is waited for. */
const TAKEOVER_MS = 100;
const PATIENCE_MS = 10_000;

describe('the token bucket that survives the loss of Redis', () => {
  const server = useRedis();
  let proxy: ToxicProxy;
  let redis: RedisClient;
  let bucket: ResilientTokenBucket;
  let changes: CircuitState[];

  const create = (deadlineMs?: number): ResilientTokenBucket =>
    new ResilientTokenBucket(
      new RedisTokenBucket(redis),
      new InProcessTokenBucket(),
      (state) => changes.push(state),
      deadlineMs,
    );
  const take = async (limits = WIDE) => {
    const startedAt = performance.now();
    const decision = await bucket.take(KEY, 1, limits);
    return { ...decision, tookMs: performance.now() - startedAt };
  };
  const takeSeveral = (times: number) => Promise.all(Array.from({ length: times }, () => take()));
  const backOnRedis = () =>
    eventually(async () => {
      expect((await take()).source).toBe('redis');
    });

  beforeAll(async () => {
    proxy = await ToxicProxy.start(server.url);
    const topology = parseRedisUrl(proxy.url);
    if (topology === undefined) throw new Error('not a URL of Redis');
    redis = createRedis(topology);
    redis.on('error', () => undefined);
    await once(redis, 'ready');
  });
  beforeEach(async () => {
    await server.flush();
    changes = [];
    bucket = create();
  });
  afterAll(async () => {
    redis.disconnect();
    await proxy.stop();
  });

  // Whoever waits long enough gets the shared count, however busy the machine is.
  tokenBucketContract(() => create(PATIENCE_MS));

  it.each([
    ['refuses connections', () => proxy.cut()],
    ['hangs', () => Promise.resolve(proxy.freeze())],
  ])('counts locally within 100 ms when Redis %s, and comes back to it', async (_, break_) => {
    expect(await take()).toMatchObject({ source: 'redis', remaining: 999 });
    await break_();
    const during = await takeSeveral(20);
    expect(during.every(({ source }) => source === 'local')).toBe(true);
    expect(Math.max(...during.map(({ tookMs }) => tookMs))).toBeLessThan(TAKEOVER_MS);
    expect(bucket.degraded).toBe(true);

    await proxy.restore();
    await backOnRedis();
    expect(changes).toEqual(['open', 'closed']);
  });

  it('does not make requests pay for an outage that is known', async () => {
    await take();
    proxy.freeze();
    await takeSeveral(3);
    const known = await takeSeveral(200);
    expect(Math.max(...known.map(({ tookMs }) => tookMs))).toBeLessThan(20);
    await proxy.restore();
    await backOnRedis();
  });

  it('begins an outage with what was left, not with a new burst', async () => {
    const limits = { capacity: 10, refillPerSecond: 0.001 };
    for (let i = 0; i < 8; i += 1) await take(limits);
    await proxy.cut();
    const kinds = [];
    for (let i = 0; i < 4; i += 1) kinds.push((await take(limits)).kind);
    expect(kinds).toEqual(['allowed', 'allowed', 'limited', 'limited']);
    await proxy.restore();
    await backOnRedis();
  });

  it('refuses a tenant that is known to be empty without asking Redis again', async () => {
    const limits = { capacity: 1, refillPerSecond: 0.001 };
    await take(limits);
    const commands = async (): Promise<number> =>
      Number(/total_commands_processed:(\d+)/.exec(await redis.info('stats'))?.[1]);
    const before = await commands();
    for (let i = 0; i < 50; i += 1) {
      expect(await take(limits)).toMatchObject({ kind: 'limited', source: 'redis' });
    }
    expect((await commands()) - before).toBeLessThan(5);
  });

  it('shows the degradation to those who probe, and finds the way back through them alone', async () => {
    const health = new RateLimitHealth(bucket);
    expect(await health.check()).toEqual({ status: 'up' });
    await proxy.cut();
    await takeSeveral(3);
    expect(await health.check()).toMatchObject({ status: 'degraded' });
    await proxy.restore();
    await eventually(async () => expect(await health.check()).toEqual({ status: 'up' }));
  });
});
