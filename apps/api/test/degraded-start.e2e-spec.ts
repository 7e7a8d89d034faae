import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { eventually, ToxicProxy, useElasticsearch, usePostgres, useRedis } from '@app/testing';
import { MIGRATIONS } from '../src/data-source';
import { BuiltProcess } from './support/built-process';
import { Client, logIn, passwordOf, register } from './support/client';
import { EvaluationTenant, OFREP_FLAGS, withKey } from './support/evaluation-tenant';
import { EventReader } from './support/event-reader';

const TIMEOUT_MS = 120_000;
const RECOVERY_MS = 40_000;
const TENANT = 'gecko';
const FLAG = 'kept-flag';
const CLIENT = { id: 'p-1', sdk: { name: 'toggle-openfeature-server-js', version: '0.1.0' } };

describe('a built process that is started while every store refuses', () => {
  const database = usePostgres({ migrations: MIGRATIONS });
  const redis = useRedis();
  const elasticsearch = useElasticsearch();
  const services: BuiltProcess[] = [];
  let proxies: ToxicProxy[];
  let folder: string;
  let secret: string;

  const start = async () => {
    const [postgres, cache, search] = proxies.map(({ url }) => url);
    const service = await BuiltProcess.start({
      DATABASE_URL: postgres ?? '',
      REDIS_URL: cache ?? '',
      ELASTICSEARCH_URL: search ?? '',
      ELASTICSEARCH_INDEX_PREFIX: elasticsearch.prefix.replace(/-$/, ''),
      JWT_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
      SNAPSHOT_DIR: folder,
      USAGE_FLUSH_SECONDS: '0.1',
    });
    services.push(service);
    return service;
  };
  const evaluate = ({ url }: BuiltProcess) =>
    withKey(url, secret).post(`${OFREP_FLAGS}/${FLAG}`, { context: {} });
  const health = async ({ url }: BuiltProcess) => new Client(() => url).get('/health/ready');
  const report = ({ url }: BuiltProcess, count: number) => {
    const minute = new Date(Math.floor(Date.now() / 60_000) * 60_000).toISOString();
    const usage = [{ minute, flag: FLAG, variant: 'on', count }];
    return withKey(url, secret).post('/telemetry', { client: CLIENT, usage });
  };

  beforeAll(async () => {
    folder = await mkdtemp(join(tmpdir(), 'toggle-degraded-'));
    proxies = [
      await ToxicProxy.start(database.url),
      await ToxicProxy.start(redis.url),
      await ToxicProxy.start(elasticsearch.url),
    ];
    const first = await start();
    const tenant = new EvaluationTenant(await register(() => first.url, TENANT), TENANT);
    await tenant.put(FLAG);
    ({ secret } = await tenant.newKey());
    await eventually(async () => expect((await evaluate(first)).body.value).toBe(true));
    expect(await first.stop()).toBe(0);
  }, TIMEOUT_MS);
  afterAll(async () => {
    for (const service of services) await service.stop();
    for (const proxy of proxies) await proxy.stop();
    await rm(folder, { recursive: true, force: true });
  }, TIMEOUT_MS);

  it(
    'serves what it kept, says that it is stale, and goes on as usual when they are back',
    async () => {
      for (const proxy of proxies) await proxy.cut();
      const service = await start();
      expect(service.output).toContain('serving evaluations from SNAPSHOT_DIR');

      expect((await evaluate(service)).body).toMatchObject({ value: true, reason: 'STATIC' });
      expect((await withKey(service.url, secret).post(OFREP_FLAGS, {})).status).toBe(200);
      expect((await withKey(service.url, secret).get('/snapshot')).status).toBe(200);
      const reader = await EventReader.open(`${service.url}/stream`, { 'X-API-Key': secret });
      expect(reader.status).toBe(200);

      const ready = await health(service);
      expect([ready.status, ready.body.status]).toEqual([200, 'degraded']);
      expect(ready.body.details.evaluation).toMatchObject({
        status: 'degraded',
        detail: expect.stringMatching(/last confirmed \d+ s ago/) as string,
      });
      const { text } = await new Client(() => service.url).get('/metrics');
      expect(text).toMatch(/^evaluation_runs_on_kept_state 1$/m);

      // Counted in the process, until there is somewhere to write it.
      const reported = await report(service, 7);
      expect([reported.status, reported.body.accepted]).toEqual([202, 7]);
      const login = await new Client(() => service.url).post('/auth/login', {
        tenant: TENANT,
        password: passwordOf(TENANT),
      });
      expect([login.status, login.headers.get('Retry-After')]).toEqual([
        503,
        expect.stringMatching(/^[1-9]\d*$/) as string,
      ]);
      const unknown = await withKey(service.url, secret.replace(/.$/, 'x')).post(OFREP_FLAGS, {});
      expect([401, 503]).toContain(unknown.status);

      for (const proxy of proxies) await proxy.restore();
      await eventually(
        async () => expect((await health(service)).body.status).toBe('ok'),
        RECOVERY_MS,
      );
      const tenant = new EvaluationTenant(
        await logIn(() => service.url, TENANT, passwordOf(TENANT)),
        TENANT,
      );
      await tenant.put(FLAG, { enabled: false });
      await eventually(async () => expect((await evaluate(service)).body.value).toBe(false));
      await eventually(() => expect(reader.pending.length).toBeGreaterThan(0));
      expect((await report(service, 5)).status).toBe(202);
      await eventually(async () => {
        const path = `/usage?tenant=${TENANT}&env=dev&key=${FLAG}`;
        const { totals } = (await tenant.admin.get(path)).body as {
          totals: { variant: string; count: number }[];
        };
        // One that was asked for before the outage, those of the outage, and those after it.
        const on = totals.find(({ variant }) => variant === 'on')?.count ?? 0;
        expect(on).toBeGreaterThanOrEqual(12);
      }, RECOVERY_MS);
      reader.close();
      expect(service.output).not.toMatch(/unhandled/i);
      expect(await service.stop()).toBe(0);
    },
    TIMEOUT_MS,
  );
});
