import { Test, type TestingModule } from '@nestjs/testing';
import { ToxicProxy, useElasticsearch } from '@app/testing';
import { register } from 'prom-client';
import { ConfigModule, loadConfig } from '../config';
import { ElasticsearchHealth } from './elasticsearch.health';
import { ElasticsearchModule } from './elasticsearch.module';
import { ELASTICSEARCH } from './elasticsearch.tokens';

describe('the Elasticsearch of the process', () => {
  const server = useElasticsearch();
  let app: TestingModule | undefined;

  afterEach(async () => {
    await app?.close();
    register.clear();
  });

  async function start(environment: Record<string, string>): Promise<TestingModule> {
    app = await Test.createTestingModule({
      imports: [ConfigModule.forRoot(loadConfig(environment)), ElasticsearchModule],
    }).compile();
    return app.init();
  }

  const gauge = async () => (await register.getSingleMetric('elasticsearch_up')?.get())?.values;

  it('is undefined when none is configured', async () => {
    expect((await start({})).get<unknown>(ELASTICSEARCH)).toBeUndefined();
    expect(await gauge()).toEqual([]); // 0 would mean that it is lost
  });

  it('is up while it answers, and down when it is lost or silent', async () => {
    const proxy = await ToxicProxy.start(server.url);
    const health = (await start({ ELASTICSEARCH_URL: proxy.url })).get(ElasticsearchHealth);
    expect(await health.check()).toEqual({ status: 'up' });
    expect(await gauge()).toMatchObject([{ value: 1 }]);
    proxy.freeze();
    expect(await health.check()).toMatchObject({ status: 'down' });
    await proxy.cut();
    expect(await health.check()).toMatchObject({ status: 'down' });
    expect(await gauge()).toMatchObject([{ value: 0 }]);
    await proxy.restore();
    expect(await health.check()).toEqual({ status: 'up' });
    await proxy.stop();
  });
});
