export * from './create-redis';
export * from './redis.module';
export * from './redis.tokens';
export * from './redis-script';
