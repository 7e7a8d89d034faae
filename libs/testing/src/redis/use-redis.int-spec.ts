import type { Redis } from 'ioredis';

import { eventually } from '../eventually';
import { useRedis } from './use-redis';

describe('the Redis of a spec file', () => {
  const redis = useRedis();
  let client: Redis;

  beforeEach(() => {
    client = redis.client({ maxRetriesPerRequest: 0, retryStrategy: () => 20 });
    client.on('error', () => undefined);
  });

  it('can be emptied', async () => {
    await client.set('key', 'value');
    await redis.flush();
    expect(await client.get('key')).toBeNull();
  });

  it('can be stopped, and comes back empty at the same URL', async () => {
    await client.set('key', 'value');
    await redis.stop();
    await expect(client.get('key')).rejects.toThrow();

    await redis.start();
    expect(await eventually(() => client.get('key'))).toBeNull();
  });
});
