export { bucketKey } from './application/rate-limit-keys';
export { TokenBucket } from './application/token-bucket';
export { type Allowed, type Decision, type Limited } from './domain/decision';
export { type Limits } from './domain/limits';
export { RateLimitGuard } from './http/rate-limit.guard';
export { levelHeaders, policyHeader, RATE_LIMIT_EXPOSED_HEADERS } from './http/rate-limit.headers';
export { RateLimitModule } from './rate-limit.module';
