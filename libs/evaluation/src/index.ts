export { EvaluationModule, type EvaluationModuleOptions } from './evaluation.module';
export { RevisionInterceptor } from './http/revision.interceptor';
export { DataPlane } from './http/data-plane';
export { StreamDoor } from './http/stream-door';
export { ApiKeyAuthenticator } from './keys/application/api-key.authenticator';
export * from './keys/domain/key.errors';
export { EVALUATION_ENTITIES, EVALUATION_MIGRATIONS } from './keys/persistence';
export type { EnvironmentRef, Position } from './snapshots/environment-ref';
export { SnapshotSource } from './snapshots/snapshot.source';
