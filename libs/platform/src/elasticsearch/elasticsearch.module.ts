import type { Client } from '@elastic/elasticsearch';
import { Global, Module, type OnApplicationShutdown } from '@nestjs/common';
import { makeGaugeProvider } from '@willsoto/nestjs-prometheus';
import { AppConfig } from '../config';
import { createElasticsearch } from './create-elasticsearch';
import { ELASTICSEARCH_UP, ElasticsearchHealth } from './elasticsearch.health';
import { ELASTICSEARCH, InjectElasticsearch } from './elasticsearch.tokens';

/** The client, where `ELASTICSEARCH_URL` is set; `ELASTICSEARCH` is `undefined` otherwise. */
@Global()
@Module({
  providers: [
    {
      provide: ELASTICSEARCH,
      inject: [AppConfig],
      useFactory: ({ settings }: AppConfig): Client | undefined =>
        settings.ELASTICSEARCH_URL === undefined
          ? undefined
          : createElasticsearch(settings.ELASTICSEARCH_URL),
    },
    makeGaugeProvider({
      name: ELASTICSEARCH_UP,
      help: '1 when Elasticsearch answered the last time it was asked, 0 when it did not; no sample without ELASTICSEARCH_URL.',
    }),
    ElasticsearchHealth,
  ],
  exports: [ELASTICSEARCH],
})
export class ElasticsearchModule implements OnApplicationShutdown {
  constructor(@InjectElasticsearch() private readonly client: Client | undefined) {}

  async onApplicationShutdown(): Promise<void> {
    await this.client?.close();
  }
}
