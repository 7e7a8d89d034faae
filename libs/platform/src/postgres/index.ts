export * from './constraint';
export * from './postgres.module';
export * from './typeorm-tx';
