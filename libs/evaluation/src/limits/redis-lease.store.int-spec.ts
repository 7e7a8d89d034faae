import type { Redis } from 'ioredis';
import { useRedis } from '@app/testing';
import { RedisLeaseStore } from './redis-lease.store';

describe('tokens leased from Redis', () => {
  const server = useRedis();
  let redis: Redis;

  beforeAll(() => {
    redis = server.client();
  });

  it('grants as many as there are, then says when to come back', async () => {
    const store = new RedisLeaseStore(redis);
    const limits = { burst: 10, perSecond: 2 };
    expect(await store.lease('rl:{a}:e', 7, limits)).toEqual({ granted: 7, retryAfterMs: 0 });
    expect(await store.lease('rl:{a}:e', 7, limits)).toEqual({ granted: 3, retryAfterMs: 0 });
    const refused = await store.lease('rl:{a}:e', 1, limits);
    expect(refused.granted).toBe(0);
    expect(refused.retryAfterMs).toBeGreaterThan(0);
    expect(refused.retryAfterMs).toBeLessThanOrEqual(500);
  });

  it('keeps the bound over many processes asking at once', async () => {
    const limits = { burst: 50, perSecond: 100 };
    const began = Date.now();
    const stores = Array.from({ length: 4 }, () => new RedisLeaseStore(redis));
    const leases = await Promise.all(
      stores.flatMap((store) =>
        Array.from({ length: 50 }, () => store.lease('rl:{b}:e', 3, limits)),
      ),
    );
    const granted = leases.reduce((sum, lease) => sum + lease.granted, 0);
    const seconds = (Date.now() - began) / 1000;
    expect(granted).toBeLessThanOrEqual(limits.burst + seconds * limits.perSecond + 1);
    expect(granted).toBeGreaterThanOrEqual(limits.burst);
  });

  it.each([
    [3, 10],
    [30_000, 100_000],
    [300_000, 1_000_000],
    [700_000, 3_000_000],
    [3_000_000, 20_000_000],
  ])(
    'refills at %d a second, of which a token takes no whole microseconds',
    async (perSecond, n) => {
      const name = `rl:{r${perSecond}}:e`;
      const limits = { burst: n, perSecond };
      const began = performance.now();
      const { granted } = await new RedisLeaseStore(redis).lease(name, n + 1, limits);
      expect(granted).toBe(n);
      const untilFullMs = await redis.pttl(name);
      const elapsedMs = performance.now() - began;
      const refillMs = (n / perSecond) * 1_000;
      expect(untilFullMs).toBeLessThanOrEqual(Math.ceil(refillMs));
      expect(untilFullMs).toBeGreaterThanOrEqual(Math.floor(refillMs - elapsedMs));
    },
  );

  it('forgets a bucket when it is full again', async () => {
    await new RedisLeaseStore(redis).lease('rl:{c}:e', 1, { burst: 5, perSecond: 1 });
    const ttl = await redis.pttl('rl:{c}:e');
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(1_000);
  });
});
