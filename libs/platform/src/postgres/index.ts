export * from './connection-loss';
export * from './constraint';
export * from './jsonb-text';
export * from './postgres.module';
export * from './prepared-statement';
export * from './session-client';
export * from './typeorm-tx';
