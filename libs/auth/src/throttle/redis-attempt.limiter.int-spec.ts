import { Logger } from '@nestjs/common';
import { SystemClock } from '@app/platform/context';
import { createRedis, type RedisClient } from '@app/platform/redis';
import { parseRedisUrl } from '@app/platform/config';
import { useRedis } from '@app/testing';
import { attemptLimiterContract } from '../testing/attempt-limiter.contract';
import { InProcessAttemptLimiter } from './in-process-attempt.limiter';
import { RedisAttemptLimiter } from './redis-attempt.limiter';

const PATIENCE_MS = 5_000;
const POLICY = { name: 'login', burst: 2, refillMs: 3_600_000 };

describe('attempts counted in Redis', () => {
  const server = useRedis();
  let redis: RedisClient;

  const open = (): RedisAttemptLimiter =>
    new RedisAttemptLimiter(redis, new InProcessAttemptLimiter(new SystemClock()));

  beforeAll(async () => {
    const topology = parseRedisUrl(server.url);
    if (topology === undefined) throw new TypeError(server.url);
    // What is counted is asked here, not how soon: the machine may be busy.
    redis = createRedis(topology, { commandTimeout: PATIENCE_MS });
    redis.on('error', () => undefined);
    if (redis.status !== 'ready') await new Promise((ready) => redis.once('ready', ready));
  });
  afterAll(() => redis.disconnect());

  attemptLimiterContract(open);

  it('are the same for every process', async () => {
    const [one, other] = [open(), open()];
    await one.take(POLICY, '198.51.100.1');
    await other.take(POLICY, '198.51.100.1');
    expect((await one.take(POLICY, '198.51.100.1')).kind).toBe('limited');
  });

  it('leave nothing behind for ever', async () => {
    await open().take(POLICY, '198.51.100.2');
    const ttl = await redis.pttl('auth-attempts:{login:198.51.100.2}');
    expect(ttl).toBeGreaterThan(0);
    expect(ttl).toBeLessThanOrEqual(POLICY.refillMs + 1_000);
  });

  it('are counted in this process while Redis is away', async () => {
    const warned = jest.spyOn(Logger.prototype, 'warn').mockImplementation();
    const limiter = open();
    await server.stop();
    const kinds = [];
    for (let i = 0; i < 3; i += 1) {
      kinds.push((await limiter.take(POLICY, '198.51.100.3')).kind);
    }
    expect(kinds).toEqual(['allowed', 'allowed', 'limited']);
    expect(warned).toHaveBeenCalledTimes(1);
    warned.mockRestore();
    await server.start();
  });
});
