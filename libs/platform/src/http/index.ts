export * from './http.module';
export * from './request-id';
export * from './route-of';
