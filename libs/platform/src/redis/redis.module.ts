import { Module } from '@nestjs/common';
import { makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { AppConfig, parseRedisUrl } from '../config';
import { createRedis } from './create-redis';
import { REDIS_UP, RedisConnection } from './redis.connection';
import { RedisHealth } from './redis.health';
import { REDIS, type RedisClient } from './redis.tokens';

/** The one connection for commands, where `REDIS_URL` is set; `REDIS` is `undefined` otherwise. */
@Module({
  providers: [
    {
      provide: REDIS,
      inject: [AppConfig],
      useFactory: ({ settings }: AppConfig): RedisClient | undefined => {
        const topology =
          settings.REDIS_URL === undefined ? undefined : parseRedisUrl(settings.REDIS_URL);
        return topology === undefined ? undefined : createRedis(topology);
      },
    },
    makeGaugeProvider({
      name: REDIS_UP,
      help: '1 while the connection to Redis stands, 0 while it does not; no sample without REDIS_URL.',
    }),
    RedisConnection,
    RedisHealth,
  ],
  exports: [REDIS],
})
export class RedisModule {}
