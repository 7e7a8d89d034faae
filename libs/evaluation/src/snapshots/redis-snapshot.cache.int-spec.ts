import { Logger } from '@nestjs/common';
import type { Redis } from 'ioredis';
import { useRedis } from '@app/testing';
import { aFlag } from '../testing/scripted-snapshot.source';
import { aRef, aSnapshot, snapshotCacheContract } from '../testing/snapshot-cache.contract';
import { RedisSnapshotCache } from './redis-snapshot.cache';

describe('snapshots in Redis', () => {
  const server = useRedis();
  let redis: Redis;

  beforeAll(async () => {
    Logger.overrideLogger(false);
    redis = server.client({ enableOfflineQueue: false, lazyConnect: true });
    redis.on('error', () => undefined);
    await redis.connect();
  });

  snapshotCacheContract(() => new RedisSnapshotCache(redis));

  it('forgets an environment that nobody has spoken of for a day', async () => {
    const ref = aRef();
    await new RedisSnapshotCache(redis).offer(ref, aSnapshot(1));
    const ttl = await redis.ttl(`snapshot:{${ref.tenantId}}:${ref.environmentId}`);
    expect(ttl).toBeGreaterThan(86_000);
    expect(ttl).toBeLessThanOrEqual(86_400);
  });

  it('leaves very large environments to the database', async () => {
    const ref = aRef();
    const flags = Array.from({ length: 30_001 }, (_, index) => aFlag(`f${index}`));
    const cache = new RedisSnapshotCache(redis);
    await cache.offer(ref, { ...aSnapshot(1), flags });
    expect(await cache.find(ref)).toBeUndefined();
  });

  it('has nothing, and fails nobody, while Redis is lost', async () => {
    const cache = new RedisSnapshotCache(redis);
    const ref = aRef();
    await server.stop();
    await cache.offer(ref, aSnapshot(1));
    expect(await cache.find(ref)).toBeUndefined();
    await server.start();
  });
});
