import { Module } from '@nestjs/common';
import { makeCounterProvider, makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { AppConfig } from '@app/platform/config';
import { RedisModule } from '@app/platform/redis';
import { TokenBucket } from './application/token-bucket';
import { TokenBucketFactory } from './buckets/token-bucket.factory';
import { type Limits, paceOf } from './domain/limits';
import { RateLimitGuard } from './http/rate-limit.guard';
import { API_LIMITS, RATE_LIMIT_DECISIONS, RATE_LIMIT_DEGRADED } from './rate-limit.tokens';

const metrics = [
  makeCounterProvider({
    name: RATE_LIMIT_DECISIONS,
    help: 'Requests that a bucket was asked for, by outcome and by who counted.',
    labelNames: ['decision', 'source'],
  }),
  makeGaugeProvider({
    name: RATE_LIMIT_DEGRADED,
    help: '1 while Redis does not answer and each process counts its own limits.',
  }),
];

const adapters = [
  TokenBucketFactory,
  {
    provide: TokenBucket,
    inject: [TokenBucketFactory],
    useFactory: (factory: TokenBucketFactory): TokenBucket => factory.create(),
  },
  {
    provide: API_LIMITS,
    inject: [AppConfig],
    useFactory: ({ settings }: AppConfig): Limits => apiLimits(settings),
  },
];

/** Token buckets and the guard that takes from them. Needs `ConfigModule` and `ContextModule`. */
@Module({
  imports: [RedisModule],
  providers: [...metrics, ...adapters, RateLimitGuard],
  exports: [TokenBucket, RateLimitGuard, API_LIMITS, ...metrics],
})
export class RateLimitModule {}

/** @throws RangeError naming the settings, when no bucket can be made of them */
function apiLimits(settings: AppConfig['settings']): Limits {
  const limits = {
    capacity: settings.RATE_LIMIT_BURST,
    refillPerSecond: settings.RATE_LIMIT_SUSTAINED_PER_SEC,
  };
  try {
    paceOf(limits);
    return limits;
  } catch (cause) {
    const reason = cause instanceof Error ? cause.message : String(cause);
    throw new RangeError(`RATE_LIMIT_BURST, RATE_LIMIT_SUSTAINED_PER_SEC: ${reason}`, { cause });
  }
}
