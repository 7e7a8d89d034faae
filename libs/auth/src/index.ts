export * from './application/password.hasher';
export * from './application/password.reset';
export * from './auth.module';
export * from './domain/auth.errors';
export * from './domain/role-scopes';
export * from './http/jwt-auth.guard';
export * from './http/scope.guard';
export * from './persistence';
