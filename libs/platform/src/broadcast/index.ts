export * from './broadcast';
export * from './broadcast.module';
export * from './in-process.broadcast';
export * from './postgres.broadcast';
export * from './redis.broadcast';
