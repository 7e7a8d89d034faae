import { setTimeout as delay } from 'node:timers/promises';
import { environmentName, tenantSlug } from '@app/kernel';
import { eventually, useRedis } from '@app/testing';
import type { Redis } from 'ioredis';
import { aFlag } from '../testing/feature.builders';
import { aList, flagListCacheContract } from '../testing/flag-list-cache.contract';
import { RedisFlagListCache } from './redis-flag-list.cache';

const KEY = {
  tenant: tenantSlug('zebra'),
  tenantId: '0199a3c2-7a51-7c3e-b0a5-000000000002',
  environment: environmentName('dev'),
};

describe('the flag list cache in Redis', () => {
  const server = useRedis();
  let redis: Redis;

  beforeAll(() => {
    redis = server.client();
  });

  flagListCacheContract(async (ttlMs) => {
    await server.flush();
    return {
      cache: new RedisFlagListCache(redis, ttlMs),
      commit: () => undefined,
      // Redis' own clock is what counts: this is the one thing that cannot be told to be over.
      pass: (ms) => delay(ms),
    };
  });

  it('keeps the raw list under its literal name, with a life, and deletes it', async () => {
    const cache = new RedisFlagListCache(redis, 60_000);
    await cache.put(KEY, aList(5));
    const raw = JSON.parse((await redis.get('features:zebra:dev')) ?? 'null');
    expect(raw).toMatchObject({ revision: 5, flags: [{ config: { key: 'checkout' } }] });
    expect(await redis.pttl('features:zebra:dev')).toBeGreaterThan(50_000);
    await cache.invalidate(KEY, { epoch: 'e1', revision: 6 });
    expect(await redis.exists('features:zebra:dev')).toBe(0);
    expect(await redis.get('rev:{features:zebra:dev}')).toBe('e1:6');
  });

  it('does without what somebody else wrote there', async () => {
    await redis.set('features:zebra:dev', 'not a list');
    const cache = new RedisFlagListCache(redis, 60_000);
    expect(await cache.find(KEY)).toEqual({ kind: 'miss' });
    expect(await cache.find(KEY, { epoch: 'e1', revision: 1 })).toEqual({ kind: 'miss' });
  });

  it('does not carry a list that is too long for it', async () => {
    const flags = Array.from({ length: 9 }, (_, index) =>
      aFlag(`f${index}`, { description: 'x'.repeat(1_000_000) }),
    );
    const cache = new RedisFlagListCache(redis, 60_000);
    expect(await cache.put(KEY, { ...aList(50), flags })).toBe('refused');
  });

  it('works after the server has lost its scripts', async () => {
    const cache = new RedisFlagListCache(redis, 60_000);
    await redis.script('FLUSH');
    expect(await cache.put(KEY, aList(60))).toBe('stored');
  });

  it('fails rather than answers while the server is away, and works again after', async () => {
    const client = server.client({ enableOfflineQueue: false, maxRetriesPerRequest: 0 });
    client.on('error', () => undefined);
    await eventually(() => expect(client.status).toBe('ready'));
    const cache = new RedisFlagListCache(client, 60_000);
    await server.stop();
    await expect(cache.find(KEY)).rejects.toThrow();
    await server.start();
    await eventually(async () => expect(await cache.find(KEY)).toEqual({ kind: 'miss' }));
  });
});
