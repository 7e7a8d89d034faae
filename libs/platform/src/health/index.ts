export * from './health.contributor';
export * from './health.module';
export * from './health.registry';
export * from './health.report';
export * from './readiness';
