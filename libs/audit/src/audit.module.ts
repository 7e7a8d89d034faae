import { Module } from '@nestjs/common';
import { Clock } from '@app/kernel';
import { makeCounterProvider } from '@willsoto/nestjs-prometheus';
import { AuditLog } from './application/audit-log';
import { AuditReader } from './application/audit.reader';
import { PrometheusSearchObserver } from './application/prometheus-search.observer';
import { AUDIT_SEARCH_REQUESTS } from './audit.metrics';
import { AuditInterceptor } from './http/audit.interceptor';
import { AuditLogsController } from './http/audit-logs.controller';
import { PostgresAuditSearch } from './persistence/postgres-audit.search';

const services = [
  AuditLog,
  PrometheusSearchObserver,
  {
    provide: AuditReader,
    inject: [PostgresAuditSearch, Clock, PrometheusSearchObserver],
    useFactory: (
      record: PostgresAuditSearch,
      clock: Clock,
      observer: PrometheusSearchObserver,
    ): AuditReader => new AuditReader({ record, clock, observer }),
  },
];

const metrics = [
  makeCounterProvider({
    name: AUDIT_SEARCH_REQUESTS,
    help: 'Searches of the audit log by the store that answered.',
    labelNames: ['source', 'outcome'],
  }),
];

/** The audit log: reading it, and recording what no transaction records. */
@Module({
  controllers: [AuditLogsController],
  providers: [...services, ...metrics, PostgresAuditSearch, AuditInterceptor],
  exports: [AuditInterceptor],
})
export class AuditModule {}
