import { Logger } from '@nestjs/common';
import type { JsonValue } from '@app/kernel';
import { eventually, useRedis } from '@app/testing';
import { parseRedisUrl } from '../config';
import { createRedis, type RedisClient } from '../redis';
import { broadcastContract } from './broadcast.contract';
import { RedisBroadcast } from './redis.broadcast';

describe('the broadcast over Redis', () => {
  const server = useRedis();
  const open: { broadcast: RedisBroadcast; commands: RedisClient }[] = [];

  beforeAll(() => void Logger.overrideLogger(false));

  afterEach(() => {
    for (const { broadcast, commands } of open.splice(0)) {
      broadcast.onApplicationShutdown();
      commands.disconnect();
    }
  });

  function aBroadcast(): RedisBroadcast {
    const topology = parseRedisUrl(server.url);
    if (topology === undefined) throw new TypeError(server.url);
    const commands = createRedis(topology, { enableOfflineQueue: true, commandTimeout: 5_000 });
    commands.on('error', () => undefined);
    const subscriber = createRedis(topology, { autoResubscribe: false });
    const broadcast = new RedisBroadcast({ commands, subscriber });
    open.push({ broadcast, commands });
    return broadcast;
  }

  broadcastContract(aBroadcast);

  it('reaches other processes', async () => {
    const received: JsonValue[] = [];
    await new Promise<void>((stands) =>
      aBroadcast().subscribe('revisions', (message) => received.push(message), stands),
    );
    await aBroadcast().publish('revisions', 1);
    await eventually(() => expect(received).toEqual([1]));
  });

  it('says that it cannot send while Redis is gone, and resumes by itself when it is back', async () => {
    const broadcast = aBroadcast();
    const received: JsonValue[] = [];
    let resumed = 0;
    broadcast.subscribe(
      'revisions',
      (message) => received.push(message),
      () => (resumed += 1),
    );
    await eventually(() => expect(resumed).toBe(1));
    await server.stop();
    await expect(broadcast.publish('revisions', 'lost')).rejects.toThrow();
    await server.start();
    await eventually(() => expect(resumed).toBe(2));
    await eventually(() => broadcast.publish('revisions', 'back'));
    await eventually(() => expect(received).toContain('back'));
  });
});
