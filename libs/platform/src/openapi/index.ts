export * from './endpoint.decorator';
export * from './paging.decorators';
