export * from './endpoint.decorator';
