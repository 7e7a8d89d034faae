export * from './application/environment.directory';
export * from './application/environment.repository';
export * from './application/tenant.registration';
export * from './application/tenant.repository';
export * from './domain/environment';
export * from './domain/tenancy.errors';
export * from './domain/tenant';
export * from './tenancy.module';
