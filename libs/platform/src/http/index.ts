export * from './http.module';
export * from './request-id';
export * from './request-ids';
export * from './route-of';
