import type { Client } from '@elastic/elasticsearch';
import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { AppConfig } from '@app/platform/config';
import { ELASTICSEARCH } from '@app/platform/elasticsearch';
import { TenancyModule } from '@app/tenancy';
import { CLIENT_METRICS, ClientMetrics } from './clients/client.metrics';
import { ClientQueries } from './clients/client.queries';
import { ClientRecorder } from './clients/client.recorder';
import { ClientsController } from './clients/clients.controller';
import { ConnectedClients } from './clients/connected.clients';
import { ContextSampler } from './contexts/context.sampler';
import { ContextsModule } from './contexts/contexts.module';
import { CountWriter } from './counts/count.writer';
import { FlagCatalogue } from './counts/flag.catalogue';
import { SightingsWriter } from './counts/sightings.writer';
import { StaleFlags } from './counts/stale-flags';
import { UnknownKeys } from './counts/unknown-keys';
import { UsageController } from './counts/usage.controller';
import { UsageFlush } from './counts/usage.flush';
import { UsageLedger } from './counts/usage.ledger';
import { USAGE_METRICS, UsageMetrics } from './counts/usage.metrics';
import { UsageQueries } from './counts/usage.queries';
import { UsageRecorder } from './counts/usage.recorder';
import { UsageStore } from './counts/usage.store';
import { UsageUpkeep } from './counts/usage.upkeep';
import { EVENT_METRICS, EventMetrics } from './events/event.metrics';
import { EvaluationEvents } from './events/evaluation.events';
import { ElasticsearchUsageStore } from './persistence/elasticsearch-usage.store';
import { PostgresConnectedClients } from './persistence/postgres-connected.clients';
import { PostgresUsageLedger } from './persistence/postgres-usage.ledger';
import { PostgresUsageStore } from './persistence/postgres-usage.store';
import { SucceedingUsageStore } from './persistence/succeeding-usage.store';
import { UsageIndex } from './persistence/usage-index';
import { TelemetryController } from './telemetry/telemetry.controller';
import { TelemetryDoor } from './telemetry/telemetry.door';
import { TelemetryIntake } from './telemetry/telemetry.intake';

export interface UsageModuleOptions {
  /** The modules of evaluation, and those that export what `catalogue` needs. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  /** Lists flags: another room's, which only the application knows. */
  readonly catalogue: Type<FlagCatalogue>;
}

const counting = [
  UsageRecorder,
  CountWriter,
  SightingsWriter,
  UsageFlush,
  UsageUpkeep,
  UsageQueries,
  StaleFlags,
  UnknownKeys,
  UsageMetrics,
];
const clients = [ClientRecorder, ClientQueries, ClientMetrics];
const events = [EvaluationEvents, EventMetrics];
const telemetry = [TelemetryIntake, TelemetryDoor];

const adapters = [
  { provide: ConnectedClients, useClass: PostgresConnectedClients },
  PostgresUsageStore,
  {
    provide: UsageStore,
    inject: [PostgresUsageStore, AppConfig, { token: ELASTICSEARCH, optional: true }],
    useFactory: storeOf,
  },
  { provide: UsageLedger, useClass: PostgresUsageLedger },
];

/** What is evaluated, how often, by whom, and with which revision: noted in memory, written in batches. */
@Module({})
export class UsageModule {
  static forRoot({ imports, catalogue }: UsageModuleOptions): DynamicModule {
    return {
      module: UsageModule,
      imports: [TenancyModule, ContextsModule, ...imports],
      controllers: [UsageController, ClientsController, TelemetryController],
      providers: [
        ...counting,
        ...clients,
        ContextSampler,
        ...events,
        ...telemetry,
        ...adapters,
        ...USAGE_METRICS,
        ...CLIENT_METRICS,
        ...EVENT_METRICS,
        { provide: FlagCatalogue, useClass: catalogue },
      ],
      exports: [TelemetryDoor],
    };
  }
}

/** Elasticsearch where it is configured, with what PostgreSQL had before that. */
function storeOf(
  postgres: PostgresUsageStore,
  { settings }: AppConfig,
  client?: Client,
): UsageStore {
  if (client === undefined) return postgres;
  const index = new UsageIndex(settings.ELASTICSEARCH_INDEX_PREFIX);
  return new SucceedingUsageStore(new ElasticsearchUsageStore(client, index), postgres);
}
