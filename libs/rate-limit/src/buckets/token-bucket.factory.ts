import { Injectable, Logger, Optional } from '@nestjs/common';
import { InjectMetric } from '@willsoto/nestjs-prometheus';
import type { Gauge } from 'prom-client';
import { AppConfig } from '@app/platform/config';
import { HealthRegistry } from '@app/platform/health';
import { InjectRedis, type RedisClient } from '@app/platform/redis';
import type { TokenBucket } from '../application/token-bucket';
import { RATE_LIMIT_DEGRADED } from '../rate-limit.tokens';
import type { CircuitState } from './circuit';
import { InProcessTokenBucket } from './in-process-token-bucket';
import { RateLimitHealth } from './rate-limit.health';
import { RedisTokenBucket } from './redis-token-bucket';
import { ResilientTokenBucket } from './resilient-token-bucket';

/** Chooses where tokens are counted: in Redis where there is one, else in this process. */
@Injectable()
export class TokenBucketFactory {
  private readonly logger = new Logger('RateLimit');

  constructor(
    @InjectRedis() private readonly redis: RedisClient | undefined,
    @InjectMetric(RATE_LIMIT_DEGRADED) private readonly gauge: Gauge,
    private readonly config: AppConfig,
    @Optional() private readonly health?: HealthRegistry,
  ) {}

  create(): TokenBucket {
    this.gauge.set(0);
    const local = new InProcessTokenBucket();
    if (this.redis === undefined) {
      this.warnOfSeveralProcesses();
      return local;
    }
    const shared = new RedisTokenBucket(this.redis);
    const bucket = new ResilientTokenBucket(shared, local, (state) => this.changed(state));
    this.health?.register(new RateLimitHealth(bucket));
    return bucket;
  }

  private warnOfSeveralProcesses(): void {
    if (this.config.embedded) return;
    this.logger.warn(
      'REDIS_URL is not set: every process counts its own rate limits, so n processes let through n times the rate.',
    );
  }

  private changed(state: CircuitState): void {
    this.gauge.set(state === 'open' ? 1 : 0);
    if (state === 'open') {
      this.logger.warn('Redis does not answer: rate limits are counted per process until it does.');
    } else {
      this.logger.log('Redis answers again: rate limits are shared by all processes.');
    }
  }
}
