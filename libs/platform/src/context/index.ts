export * from './async-local.request-context';
export * from './caller.decorator';
export * from './context.module';
export * from './system-clock';
export * from './uuid-v7.generator';
