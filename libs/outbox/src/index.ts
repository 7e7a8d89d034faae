export * from './application/domain-event.factory';
export * from './application/outbox.signal';
export * from './event.recorder';
export * from './event.sink';
export * from './outbox.module';
export * from './persistence';
export * from './persistence/typeorm-unit-of-work';
