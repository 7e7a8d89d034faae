export { IDEMPOTENCY_KEY_HEADER } from './idempotency-key';
export { IdempotencyKeyInFlight, IdempotencyKeyReused } from './idempotency.errors';
export { IdempotencyInterceptor } from './idempotency.interceptor';
export { IdempotencyModule } from './idempotency.module';
export { PLATFORM_ENTITIES, PLATFORM_MIGRATIONS } from './persistence';
