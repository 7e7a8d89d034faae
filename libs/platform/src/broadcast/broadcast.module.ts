import { Global, Module } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { AppConfig, parseRedisUrl } from '../config';
import { createRedis, REDIS, type RedisClient, RedisModule } from '../redis';
import { Broadcast } from './broadcast';
import { PostgresBroadcast } from './postgres.broadcast';
import { RedisBroadcast } from './redis.broadcast';

/** `Broadcast` over Redis where `REDIS_URL` is set, else over PostgreSQL. */
@Global()
@Module({
  imports: [RedisModule],
  providers: [
    {
      provide: Broadcast,
      inject: [AppConfig, DataSource, REDIS],
      useFactory: (
        { settings }: AppConfig,
        dataSource: DataSource,
        commands: RedisClient | undefined,
      ): Broadcast => {
        const topology =
          settings.REDIS_URL === undefined ? undefined : parseRedisUrl(settings.REDIS_URL);
        if (topology === undefined || commands === undefined) {
          return new PostgresBroadcast(dataSource);
        }
        const subscriber = createRedis(topology, { autoResubscribe: false });
        return new RedisBroadcast({ commands, subscriber });
      },
    },
  ],
  exports: [Broadcast],
})
export class BroadcastModule {}
