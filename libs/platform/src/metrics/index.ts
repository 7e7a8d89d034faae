export * from './metrics.module';
export * from './scrape.hooks';
