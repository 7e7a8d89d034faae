export * from './application/audit-index.rebuild';
export * from './application/audit-index.sink';
export * from './application/refusal.auditor';
export * from './audit.module';
export * from './audit-record.module';
export * from './http/audit.interceptor';
export * from './persistence';
export * from './persistence/typeorm-audit.recorder';
