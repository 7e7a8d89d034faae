import { type DynamicModule, Module } from '@nestjs/common';
import { AuditModule, AuditRecordModule, TypeOrmAuditRecorder } from '@app/audit';
import { AuthModule } from '@app/auth';
import { ApiKeyAuthenticator, EvaluationModule } from '@app/evaluation';
import { FeatureModule } from '@app/feature';
import { OutboxModule } from '@app/outbox';
import { type AppConfig, ConfigModule } from '@app/platform/config';
import { ContextModule } from '@app/platform/context';
import { HealthModule } from '@app/platform/health';
import { HttpModule } from '@app/platform/http';
import { LoggingModule } from '@app/platform/logging';
import { MetricsModule } from '@app/platform/metrics';
import { PostgresModule, type PostgresOptions } from '@app/platform/postgres';
import { RateLimitModule } from '@app/rate-limit';
import { TenancyModule } from '@app/tenancy';
import { ENHANCERS } from './app.enhancers';
import { DemoTenant } from './bootstrap/demo-tenant';
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
      OutboxModule.forRoot({ imports: [AuditRecordModule], recorder: TypeOrmAuditRecorder }),
    ];
    return {
      module: AppModule,
      imports: [...platform, TenancyModule, ...productModules()],
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
  ];
}
