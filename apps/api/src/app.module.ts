import { type DynamicModule, Module } from '@nestjs/common';
import { AuditIndexSink, AuditModule, AuditRecordModule, TypeOrmAuditRecorder } from '@app/audit';
import { AuthModule } from '@app/auth';
import { ApiKeyAuthenticator, EvaluationModule } from '@app/evaluation';
import { CacheInvalidationSink, FeatureModule, ImpactModule } from '@app/feature';
import { OutboxModule, OutboxRelayModule, RevisionBroadcastSink } from '@app/outbox';
import { BroadcastModule } from '@app/platform/broadcast';
import { type AppConfig, ConfigModule } from '@app/platform/config';
import { ContextModule } from '@app/platform/context';
import { ElasticsearchModule } from '@app/platform/elasticsearch';
import { HealthModule } from '@app/platform/health';
import { HttpModule } from '@app/platform/http';
import { IdempotencyModule } from '@app/platform/idempotency';
import { LoggingModule } from '@app/platform/logging';
import { MetricsModule } from '@app/platform/metrics';
import { PostgresModule, type PostgresOptions } from '@app/platform/postgres';
import { RateLimitModule } from '@app/rate-limit';
import { TenancyModule } from '@app/tenancy';
import { ContextsModule, UsageModule } from '@app/usage';
import { ENHANCERS } from './app.enhancers';
import { DemoTenant } from './bootstrap/demo-tenant';
import { FeatureFlagCatalogue } from './data-plane/feature-flag.catalogue';
import { SampledRecentContexts } from './data-plane/sampled-recent.contexts';
import { FeatureSnapshotSource } from './data-plane/feature-snapshot.source';
import { ProblemFilter } from './http/problem.filter';
import { RouteTable } from './http/route-table';
import { RequestValidationPipe } from './http/validation.pipe';
import { VERSION } from './version';

export interface AppOptions {
  readonly config: AppConfig;
  readonly database: PostgresOptions;
  readonly routes: RouteTable;
}

/** The sink that tells every process of a new revision. */
@Module({ providers: [RevisionBroadcastSink], exports: [RevisionBroadcastSink] })
class BroadcastSinkModule {}

/** The house put together: which rooms there are and which adapter stands behind each port. */
@Module({})
export class AppModule {
  static forRoot({ config, database, routes }: AppOptions): DynamicModule {
    const platform = [
      ConfigModule.forRoot(config),
      ContextModule,
      LoggingModule.forRoot(),
      HttpModule,
      MetricsModule.forRoot({ version: VERSION }),
      HealthModule,
      PostgresModule.forRoot(database),
      ElasticsearchModule,
      BroadcastModule,
      IdempotencyModule,
      OutboxModule.forRoot({ imports: [AuditRecordModule], recorder: TypeOrmAuditRecorder }),
    ];
    return {
      module: AppModule,
      imports: [...platform, TenancyModule, ...productModules(), ...relayOf(config)],
      providers: [
        { provide: RouteTable, useValue: routes },
        ProblemFilter,
        DemoTenant,
        RequestValidationPipe,
        ...ENHANCERS,
      ],
    };
  }
}

function productModules(): DynamicModule['imports'] & object {
  const evaluation = EvaluationModule.forRoot({
    imports: [FeatureModule],
    source: FeatureSnapshotSource,
  });
  return [
    AuthModule.forRoot({ imports: [evaluation], authenticators: [ApiKeyAuthenticator] }),
    RateLimitModule,
    AuditModule,
    FeatureModule,
    evaluation,
    ImpactModule.forRoot({ imports: [ContextsModule], contexts: SampledRecentContexts }),
    UsageModule.forRoot({
      imports: [evaluation, FeatureModule],
      catalogue: FeatureFlagCatalogue,
    }),
  ];
}

/** What must hear of every committed event; a process of `ROLE=api` leaves that to others. */
function relayOf({ settings }: AppConfig): DynamicModule[] {
  if (settings.ROLE === 'api') return [];
  return [
    OutboxRelayModule.forRoot({
      imports: [FeatureModule, AuditModule, BroadcastSinkModule],
      sinks: [CacheInvalidationSink, RevisionBroadcastSink, AuditIndexSink],
    }),
  ];
}
