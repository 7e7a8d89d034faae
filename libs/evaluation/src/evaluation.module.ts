import { type DynamicModule, Module, type ModuleMetadata, type Type } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import { HttpModule } from '@app/platform/http';
import { REDIS, type RedisClient, RedisModule } from '@app/platform/redis';
import { InstallationSecrets, loadInstallationSecrets } from '@app/platform/secrets';
import { TenancyModule } from '@app/tenancy';
import { AnswerWriter } from './http/answer.writer';
import { DataPlane } from './http/data-plane';
import { KeyedRequests } from './http/keyed-requests';
import { OfrepController } from './http/ofrep.controller';
import { RevisionInterceptor } from './http/revision.interceptor';
import { JwksController } from './http/jwks.controller';
import { SnapshotController } from './http/snapshot.controller';
import { SnapshotDoor } from './http/snapshot-door';
import { StreamController } from './http/stream.controller';
import { StreamDoor } from './http/stream-door';
import { EnvironmentKeeper } from './kept/environment.keeper';
import { KeepMetrics } from './kept/keep.metrics';
import { KeptState } from './kept/kept-state';
import { KeptSweep } from './kept/kept.sweep';
import { openKeptState } from './kept/open-kept-state';
import { StateKeeper } from './kept/state.keeper';
import { ApiKeyAuthenticator } from './keys/application/api-key.authenticator';
import { ApiKeyRepository } from './keys/application/api-key.repository';
import { ApiKeys } from './keys/application/api-keys';
import { KeyCallers } from './keys/application/key.callers';
import { KeyDirectory } from './keys/application/key.directory';
import { KeyNews } from './keys/application/key.news';
import { KeyResidence } from './keys/application/key.residence';
import { KeyUsage } from './keys/application/key.usage';
import { ApiKeysController } from './keys/http/api-keys.controller';
import { TypeOrmApiKeyRepository } from './keys/persistence/typeorm-api-key.repository';
import { EvaluationLimiter } from './limits/evaluation.limiter';
import { LimitMetrics } from './limits/limit.metrics';
import { RedisLeaseStore } from './limits/redis-lease.store';
import { EvaluationMetrics } from './metrics/evaluation.metrics';
import { OfrepService } from './ofrep/ofrep.service';
import { SessionCaller } from './ofrep/session-caller';
import { KeySeal } from './signing/key.seal';
import { TypeOrmSigningKeyRepository } from './signing/persistence/typeorm-signing-key.repository';
import { SigningKeyRepository } from './signing/signing-key.repository';
import { SigningKeyring } from './signing/signing.keyring';
import { SigningKeys } from './signing/signing.keys';
import { EnvironmentDeltas } from './snapshots/serving/environment.deltas';
import { ServingMetrics } from './snapshots/serving/serving.metrics';
import { SnapshotAnswers } from './snapshots/serving/snapshot.answers';
import { SnapshotDocuments } from './snapshots/serving/snapshot.documents';
import { NoSnapshotCache } from './snapshots/no-snapshot.cache';
import { SnapshotCache } from './snapshots/snapshot.cache';
import { SnapshotHealth } from './snapshots/snapshot.health';
import { SnapshotLoader } from './snapshots/snapshot.loader';
import { SnapshotMetrics } from './snapshots/snapshot.metrics';
import { SnapshotOffers } from './snapshots/snapshot.offers';
import { SnapshotPoller } from './snapshots/snapshot.poller';
import { SnapshotSource } from './snapshots/snapshot.source';
import { SnapshotStore } from './snapshots/snapshot.store';
import { RevisionListener } from './snapshots/revision.listener';
import { RevisionNews } from './snapshots/revision.news';
import { RedisSnapshotCache } from './snapshots/redis-snapshot.cache';
import { DeltaEvents } from './streams/delta.events';
import { StreamTokens } from './streams/stream-tokens';
import { StreamHub } from './streams/stream.hub';
import { StreamMetrics } from './streams/stream.metrics';
import { StreamPlaces } from './streams/stream.places';
import { StreamService } from './streams/stream.service';
import { ContextTap } from './usage/context.tap';
import { EvaluationUsage } from './usage/evaluation.usage';

export interface EvaluationModuleOptions {
  /** Modules that export what `source` needs. */
  readonly imports: NonNullable<ModuleMetadata['imports']>;
  /** Reads flags and segments: another room's, which only the application knows. */
  readonly source: Type<SnapshotSource>;
}

const keys = [
  ApiKeys,
  KeyDirectory,
  KeyNews,
  KeyResidence,
  KeyUsage,
  KeyCallers,
  ApiKeyAuthenticator,
];
const snapshots = [
  SnapshotStore,
  SnapshotLoader,
  SnapshotOffers,
  SnapshotMetrics,
  SnapshotPoller,
  SnapshotHealth,
  RevisionListener,
  RevisionNews,
];
const signing = [KeySeal, SigningKeys, SigningKeyring];
const serving = [
  ServingMetrics,
  EnvironmentDeltas,
  SnapshotDocuments,
  SnapshotAnswers,
  SnapshotDoor,
];
const kept = [KeepMetrics, KeptSweep, EnvironmentKeeper, StateKeeper];
const answers = [
  OfrepService,
  SessionCaller,
  EvaluationMetrics,
  ContextTap,
  EvaluationUsage,
  LimitMetrics,
  AnswerWriter,
  DataPlane,
  KeyedRequests,
  RevisionInterceptor,
];
const streams = [
  StreamTokens,
  DeltaEvents,
  StreamHub,
  StreamMetrics,
  StreamPlaces,
  StreamService,
  StreamDoor,
];

const adapters = [
  { provide: ApiKeyRepository, useClass: TypeOrmApiKeyRepository },
  { provide: SigningKeyRepository, useClass: TypeOrmSigningKeyRepository },
  { provide: KeptState, inject: [AppConfig, InstallationSecrets], useFactory: openKeptState },
  { provide: InstallationSecrets, inject: [AppConfig], useFactory: loadInstallationSecrets },
  {
    provide: SnapshotCache,
    inject: [REDIS],
    useFactory: (redis: RedisClient | undefined): SnapshotCache =>
      redis === undefined ? new NoSnapshotCache() : new RedisSnapshotCache(redis),
  },
  {
    provide: EvaluationLimiter,
    inject: [AppConfig, LimitMetrics, Clock, REDIS],
    useFactory: (
      config: AppConfig,
      metrics: LimitMetrics,
      clock: Clock,
      redis: RedisClient | undefined,
    ): EvaluationLimiter =>
      new EvaluationLimiter(
        config,
        metrics,
        clock,
        redis === undefined ? undefined : new RedisLeaseStore(redis),
      ),
  },
];

/** The data plane: API keys, answers from compiled snapshots, streams. */
@Module({})
export class EvaluationModule {
  static forRoot({ imports, source }: EvaluationModuleOptions): DynamicModule {
    return {
      module: EvaluationModule,
      imports: [HttpModule, TenancyModule, RedisModule, ...imports],
      controllers: [
        ApiKeysController,
        OfrepController,
        SnapshotController,
        JwksController,
        StreamController,
      ],
      providers: [
        ...keys,
        ...snapshots,
        ...signing,
        ...serving,
        ...kept,
        ...answers,
        ...streams,
        ...adapters,
        { provide: SnapshotSource, useClass: source },
      ],
      exports: [
        ApiKeyAuthenticator,
        KeyDirectory,
        DataPlane,
        SnapshotDoor,
        StreamDoor,
        RevisionInterceptor,
        KeyedRequests,
        ContextTap,
        EvaluationUsage,
        SigningKeys,
        SnapshotStore,
      ],
    };
  }
}
