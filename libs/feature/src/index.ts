export { FlagSnapshots, type SnapshotAddress } from './application/flag.snapshots';
export { CacheInvalidationSink } from './cache/cache-invalidation.sink';
export { DemoFlags } from './demo/demo-flags';
export { FlagNotFound, FlagValueTypeTaken, StillInUse } from './domain/flag.errors';
export { PromotionConflict } from './domain/promotion.errors';
export { SegmentNotFound } from './domain/segment.errors';
export { FeatureModule } from './feature.module';
export { CacheInvalidationInterceptor } from './http/cache-invalidation.interceptor';
export { FEATURE_ENTITIES, FEATURE_MIGRATIONS } from './persistence';
