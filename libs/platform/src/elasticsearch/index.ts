export * from './create-elasticsearch';
export * from './elasticsearch.health';
export * from './elasticsearch.module';
export * from './elasticsearch.tokens';
