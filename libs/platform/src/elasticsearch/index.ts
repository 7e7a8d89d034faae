export * from './bulk-operation';
export * from './create-elasticsearch';
export * from './document.writer';
export * from './elasticsearch.health';
export * from './elasticsearch.module';
export * from './elasticsearch.tokens';
export * from './monthly-index';
export * from './refusal';
