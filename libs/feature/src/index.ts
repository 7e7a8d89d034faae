export { CacheInvalidationSink } from './cache/cache-invalidation.sink';
export { FeatureModule } from './feature.module';
export { CacheInvalidationInterceptor } from './http/cache-invalidation.interceptor';
export { FlagNotFound, FlagValueTypeTaken, StillInUse } from './domain/flag.errors';
export { SegmentNotFound } from './domain/segment.errors';
