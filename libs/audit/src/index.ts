export * from './application/audit-log';
export * from './application/audit.search';
export * from './audit.module';
export * from './audit-record.module';
export * from './http/audit.interceptor';
export * from './persistence';
export * from './persistence/typeorm-audit.recorder';
