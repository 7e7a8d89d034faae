import { Module } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import { REDIS, RedisModule, type RedisClient } from '@app/platform/redis';
import { EnvironmentRepository, TenancyModule } from '@app/tenancy';
import { CacheInvalidation } from './application/cache-invalidation';
import { ChangeReader } from './application/change.reader';
import { Changes } from './application/changes';
import { Drafts } from './application/drafts';
import { EnvironmentStore } from './application/environment.store';
import { FEATURE_COUNTERS, FeatureMetrics } from './application/feature.metrics';
import { FeatureResidence } from './application/feature.residence';
import { FlagEvaluations } from './application/flag.evaluations';
import { FlagListCache } from './application/flag-list.cache';
import { FlagLists } from './application/flag-lists';
import { FlagQueries } from './application/flag.queries';
import { FlagReader } from './application/flag.reader';
import { FlagService } from './application/flag.service';
import { FlagSnapshots } from './application/flag.snapshots';
import { PlanWriter } from './application/plan.writer';
import { PromotionPlanner } from './application/promotion.planner';
import { PromotionReader } from './application/promotion.reader';
import { Promotions } from './application/promotions';
import { SegmentQueries } from './application/segment.queries';
import { SegmentReader } from './application/segment.reader';
import { SegmentService } from './application/segment.service';
import { CacheInvalidationSink } from './cache/cache-invalidation.sink';
import { InProcessFlagListCache } from './cache/in-process-flag-list.cache';
import { RedisFlagListCache } from './cache/redis-flag-list.cache';
import { DemoFlags } from './demo/demo-flags';
import { CacheInvalidationInterceptor } from './http/cache-invalidation.interceptor';
import { DraftsController } from './http/drafts.controller';
import { FeaturesController } from './http/features.controller';
import { ListRenderer } from './http/list.renderer';
import { PromotionController } from './http/promotion.controller';
import { SegmentsController } from './http/segments.controller';
import { TypeOrmChangeReader } from './persistence/typeorm-change.reader';
import { TypeOrmEnvironmentStore } from './persistence/typeorm-environment.store';
import { TypeOrmFlagReader } from './persistence/typeorm-flag.reader';
import { TypeOrmSegmentReader } from './persistence/typeorm-segment.reader';

const MS_PER_SECOND = 1_000;

const services = [
  CacheInvalidation,
  Changes,
  DemoFlags,
  Drafts,
  FeatureMetrics,
  FeatureResidence,
  FlagEvaluations,
  FlagLists,
  FlagQueries,
  FlagService,
  FlagSnapshots,
  ListRenderer,
  PlanWriter,
  PromotionPlanner,
  PromotionReader,
  Promotions,
  SegmentQueries,
  SegmentService,
];

const adapters = [
  { provide: ChangeReader, useClass: TypeOrmChangeReader },
  { provide: EnvironmentStore, useClass: TypeOrmEnvironmentStore },
  { provide: FlagReader, useClass: TypeOrmFlagReader },
  { provide: SegmentReader, useClass: TypeOrmSegmentReader },
  {
    provide: FlagListCache,
    inject: [AppConfig, REDIS, EnvironmentRepository, Clock],
    useFactory: (
      { settings }: AppConfig,
      redis: RedisClient | undefined,
      environments: EnvironmentRepository,
      clock: Clock,
    ): FlagListCache => {
      const ttlMs = settings.CACHE_TTL_SECONDS * MS_PER_SECOND;
      if (redis !== undefined) return new RedisFlagListCache(redis, ttlMs);
      return new InProcessFlagListCache(environments, clock, ttlMs);
    },
  },
];

/** Flags, segments and promotion. Needs `UnitOfWork`, `Clock`, `IdGenerator`, `RequestContext`, `AppConfig` and the data source. */
@Module({
  imports: [TenancyModule, RedisModule],
  controllers: [PromotionController, DraftsController, FeaturesController, SegmentsController],
  providers: [
    ...services,
    ...adapters,
    ...FEATURE_COUNTERS,
    CacheInvalidationInterceptor,
    CacheInvalidationSink,
  ],
  exports: [
    CacheInvalidation,
    CacheInvalidationInterceptor,
    CacheInvalidationSink,
    DemoFlags,
    Drafts,
    FeatureMetrics,
    FlagReader,
    FlagSnapshots,
    Promotions,
  ],
})
export class FeatureModule {}
