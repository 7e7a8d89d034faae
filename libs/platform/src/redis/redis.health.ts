import { Injectable, Optional } from '@nestjs/common';
import { HealthContributor, HealthRegistry, type HealthStatus } from '../health';
import { InjectRedis, type RedisClient } from './redis.tokens';

/** Whether Redis answers. Everything goes on without it, so it can only degrade. */
@Injectable()
export class RedisHealth extends HealthContributor {
  override readonly name = 'redis';
  override readonly kind = 'optional';

  constructor(
    @InjectRedis() private readonly redis: RedisClient | undefined,
    @Optional() registry?: HealthRegistry,
  ) {
    super();
    if (redis !== undefined) registry?.register(this);
  }

  override async check(): Promise<HealthStatus> {
    try {
      await this.redis?.ping();
      return { status: 'up' };
    } catch {
      return { status: 'down', detail: 'Redis does not answer; cache and limits are local.' };
    }
  }
}
