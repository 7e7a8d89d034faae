import { eventually, ToxicProxy } from '@app/testing';
import { type Client, Client as HttpClient, logIn } from './support/client';
import { useApp } from './support/use-app';

const AT = 'tenant=zebra&env=dev';
const USAGE = `/usage?${AT}&key=asked`;

describe('usage over HTTP while Elasticsearch is away', () => {
  const app = useApp('full');
  let proxy: ToxicProxy;
  let zebra: Client;
  let server: Client;

  beforeAll(async () => {
    proxy = await ToxicProxy.start(app.servers.elasticsearch?.url ?? '');
    const url = await app.another({ ELASTICSEARCH_URL: proxy.url, USAGE_FLUSH_SECONDS: '0.1' });
    zebra = await logIn(() => url);
    await zebra.post('/features', {
      tenant: 'zebra',
      env: 'dev',
      key: 'asked',
      enabled: true,
      strategy: { type: 'boolean' },
    });
    const key = { tenant: 'zebra', env: 'dev', name: 'server', scope: 'evaluate:server' };
    const { secret } = (await zebra.post('/api-keys', key)).body as { secret: string };
    server = new HttpClient(() => url).with({ 'X-API-Key': secret });
  });

  afterAll(() => proxy.stop());

  const ask = async (): Promise<void> => {
    const answer = await server.post('/ofrep/v1/evaluate/flags/asked', { context: {} });
    expect(answer).toMatchObject({ status: 200, body: { variant: 'on' } });
  };
  const totals = async (): Promise<unknown> =>
    ((await zebra.get(USAGE)).body as { totals: unknown }).totals;

  it('goes to Elasticsearch and nowhere else', async () => {
    await ask();
    await eventually(async () =>
      expect(await totals()).toEqual([{ variant: 'on', count: 1, bulk: 0 }]),
    );
    const { dataSource } = app.servers.database;
    expect(await dataSource.query('SELECT FROM flag_usage')).toEqual([]);
  });

  it('is told together with what PostgreSQL counted before there was an Elasticsearch', async () => {
    const { dataSource } = app.servers.database;
    await dataSource.query(
      `INSERT INTO flag_usage
         (tenant_id, environment_id, flag, seconds, at, variant, count, bulk_count)
       SELECT e.tenant_id, e.id, 'asked', 60, date_trunc('minute', now()), 'off', 5, 0
       FROM environments e JOIN tenants t ON t.id = e.tenant_id
       WHERE t.slug = 'zebra' AND e.name = 'dev'`,
    );
    expect(await totals()).toEqual(
      expect.arrayContaining([
        { variant: 'on', count: 1, bulk: 0 },
        { variant: 'off', count: 5, bulk: 0 },
      ]),
    );
    await dataSource.query('DELETE FROM flag_usage');
  });

  it('waits, disturbs no evaluation, cannot be asked for, and is there afterwards', async () => {
    await proxy.cut();
    await ask();
    await ask();
    const answer = await zebra.get(USAGE);
    expect(answer).toMatchObject({ status: 503, body: { code: 'store.unavailable' } });
    expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    expect(answer.headers.get('Retry-After')).toBe('5');
    expect((await zebra.get(`/usage/stale?${AT}`)).status).toBe(200);
    expect((await zebra.get(`/usage/unknown?${AT}`)).status).toBe(200);
    await proxy.restore();
    await eventually(async () =>
      expect(await totals()).toEqual([{ variant: 'on', count: 3, bulk: 0 }]),
    );
  });
});
