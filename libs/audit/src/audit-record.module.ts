import { Module } from '@nestjs/common';
import { makeCounterProvider } from '@willsoto/nestjs-prometheus';
import { AUDIT_EVENTS_RECORDED } from './audit.metrics';
import { TypeOrmAuditRecorder } from './persistence/typeorm-audit.recorder';

/** The writing side of the log, apart from the reading side because the unit of work is made with it. */
@Module({
  providers: [
    TypeOrmAuditRecorder,
    makeCounterProvider({
      name: AUDIT_EVENTS_RECORDED,
      help: 'Events appended to the audit log.',
    }),
  ],
  exports: [TypeOrmAuditRecorder],
})
export class AuditRecordModule {}
