import { Inject } from '@nestjs/common';

/** The process' client of Elasticsearch; `undefined` when `ELASTICSEARCH_URL` is not set. */
export const ELASTICSEARCH: unique symbol = Symbol('elasticsearch');

/** Injects `Client | undefined` of `@elastic/elasticsearch`. */
export const InjectElasticsearch = (): PropertyDecorator & ParameterDecorator =>
  Inject(ELASTICSEARCH);
