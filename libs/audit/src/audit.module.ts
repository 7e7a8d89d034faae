import type { Client } from '@elastic/elasticsearch';
import { Module } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { AppConfig } from '@app/platform/config';
import { ELASTICSEARCH } from '@app/platform/elasticsearch';
import { makeCounterProvider } from '@willsoto/nestjs-prometheus';
import { AuditIndexRebuild } from './application/audit-index.rebuild';
import { AuditIndexSink } from './application/audit-index.sink';
import { AuditLog } from './application/audit-log';
import { AuditIndexer } from './application/audit.indexer';
import { AuditReader } from './application/audit.reader';
import { AuditRecord } from './application/audit.record';
import { PrometheusSearchObserver } from './application/prometheus-search.observer';
import { RefusalAuditor } from './application/refusal.auditor';
import { AUDIT_REFUSALS_DROPPED, AUDIT_SEARCH_REQUESTS } from './audit.metrics';
import { AuditIndex } from './elasticsearch/audit-index';
import { ElasticsearchAuditIndexer } from './elasticsearch/elasticsearch-audit.indexer';
import { ElasticsearchAuditSearch } from './elasticsearch/elasticsearch-audit.search';
import { AuditInterceptor } from './http/audit.interceptor';
import { AuditLogsController } from './http/audit-logs.controller';
import { PostgresAuditRecord } from './persistence/postgres-audit.record';
import { PostgresAuditSearch } from './persistence/postgres-audit.search';

/** Each is `undefined` when no Elasticsearch is configured. */
const index = [
  {
    provide: AuditIndexer,
    inject: [AppConfig, { token: ELASTICSEARCH, optional: true }],
    useFactory: ({ settings }: AppConfig, client?: Client): AuditIndexer | undefined =>
      client &&
      new ElasticsearchAuditIndexer(client, new AuditIndex(settings.ELASTICSEARCH_INDEX_PREFIX)),
  },
  {
    provide: ElasticsearchAuditSearch,
    inject: [AppConfig, { token: ELASTICSEARCH, optional: true }],
    useFactory: ({ settings }: AppConfig, client?: Client): ElasticsearchAuditSearch | undefined =>
      client &&
      new ElasticsearchAuditSearch(client, new AuditIndex(settings.ELASTICSEARCH_INDEX_PREFIX)),
  },
  {
    provide: AuditIndexSink,
    inject: [AuditIndexer],
    useFactory: (indexer?: AuditIndexer): AuditIndexSink | undefined =>
      indexer && new AuditIndexSink(indexer),
  },
];

const record = [PostgresAuditSearch, { provide: AuditRecord, useClass: PostgresAuditRecord }];

const services = [
  AuditLog,
  RefusalAuditor,
  PrometheusSearchObserver,
  {
    provide: AuditReader,
    inject: [PostgresAuditSearch, ElasticsearchAuditSearch, Clock, PrometheusSearchObserver],
    useFactory: (
      postgres: PostgresAuditSearch,
      elasticsearch: ElasticsearchAuditSearch | undefined,
      clock: Clock,
      observer: PrometheusSearchObserver,
    ): AuditReader => new AuditReader({ record: postgres, index: elasticsearch, clock, observer }),
  },
  {
    provide: AuditIndexRebuild,
    inject: [AuditRecord, AuditIndexer],
    useFactory: (from: AuditRecord, to?: AuditIndexer): AuditIndexRebuild =>
      new AuditIndexRebuild(from, to),
  },
];

const metrics = [
  makeCounterProvider({
    name: AUDIT_SEARCH_REQUESTS,
    help: 'Searches of the audit log by the store that answered.',
    labelNames: ['source', 'outcome'],
  }),
  makeCounterProvider({
    name: AUDIT_REFUSALS_DROPPED,
    help: 'Refused requests that were not recorded, because there were too many of them.',
  }),
];

/** The audit log: reading it, indexing it, and recording what no transaction records. */
@Module({
  controllers: [AuditLogsController],
  providers: [...record, ...index, ...services, ...metrics, AuditInterceptor],
  exports: [AuditInterceptor, AuditIndexSink, AuditIndexRebuild, RefusalAuditor],
})
export class AuditModule {}
