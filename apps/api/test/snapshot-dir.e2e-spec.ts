import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { loadConfig } from '@app/platform/config';
import { Readiness } from '@app/platform/health';
import { eventually, ToxicProxy, usePostgres, useRedis } from '@app/testing';
import { assemble } from '../src/bootstrap/assemble';
import { DemoTenant } from '../src/bootstrap/demo-tenant';
import { MIGRATIONS } from '../src/data-source';
import { type Client, Client as HttpClient, logIn } from './support/client';
import { EventReader } from './support/event-reader';

const TIMEOUT_MS = 60_000;

interface Process {
  readonly app: NestFastifyApplication;
  readonly url: string;
}

describe('a process that keeps snapshots on disk', () => {
  const database = usePostgres({ migrations: MIGRATIONS });
  const redis = useRedis();
  let postgres: ToxicProxy;
  let cache: ToxicProxy;
  let folder: string;
  let running: Process[] = [];
  let readers: EventReader[] = [];
  let token: string;
  let keys: Record<'server' | 'client' | 'manage' | 'brief' | 'doomed', string>;
  let doomedId: string;

  const start = async (settings: Record<string, string> = {}): Promise<Process> => {
    const config = loadConfig({
      NODE_ENV: 'test',
      LOG_LEVEL: 'silent',
      DATABASE_URL: postgres.url,
      REDIS_URL: cache.url,
      JWT_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
      SNAPSHOT_DIR: folder,
      RATE_LIMIT_BURST: '100000',
      ...settings,
    });
    const app = await assemble(config, { url: postgres.url, close: () => Promise.resolve() });
    await app.listen(0, '127.0.0.1');
    app.get(Readiness).markReady();
    const process = { app, url: await app.getUrl() };
    running.push(process);
    return process;
  };
  const stop = async ({ app }: Process) => {
    running = running.filter((one) => one.app !== app);
    await app.close();
  };
  const as = ({ url }: Process, secret: string) =>
    new HttpClient(() => url, { 'X-API-Key': secret });
  const evaluate = (process: Process, secret: string, key = 'kept-flag') =>
    as(process, secret).post(`/ofrep/v1/evaluate/flags/${key}`, { context: {} });
  const put = (client: Client, enabled: boolean) =>
    client.post('/features', {
      tenant: 'zebra',
      env: 'dev',
      key: 'kept-flag',
      enabled,
      clientVisible: true,
      strategy: { type: 'boolean' },
    });
  const environments = () => readdir(join(folder, 'environments')).catch(() => []);
  const storesAreDown = async () => {
    await postgres.cut();
    await cache.cut();
  };
  const newKey = async (zebra: Client, name: string, more: object) => {
    const { body } = await zebra.post('/api-keys', { tenant: 'zebra', name, ...more });
    return body as { id: string; secret: string };
  };
  /** Runs a process long enough that everything is on disk. */
  const fillFolder = async () => {
    const first = await start();
    await first.app.get(DemoTenant).ensure();
    const zebra = await logIn(() => first.url);
    const login = await new HttpClient(() => first.url).post('/auth/login', {
      tenant: 'zebra',
      password: 'zebra-demo-password',
    });
    ({ token } = login.body as { token: string });
    await put(zebra, true);
    const env = 'dev';
    const [server, client, manage, brief, doomed] = [
      await newKey(zebra, 'server', { env, scope: 'evaluate:server' }),
      await newKey(zebra, 'client', { env, scope: 'evaluate:client' }),
      await newKey(zebra, 'manage', { scope: 'manage' }),
      await newKey(zebra, 'brief', {
        env,
        scope: 'evaluate:server',
        expiresAt: new Date(Date.now() + 6_000).toISOString(),
      }),
      await newKey(zebra, 'doomed', { env, scope: 'evaluate:server' }),
    ];
    doomedId = doomed.id;
    keys = {
      server: server.secret,
      client: client.secret,
      manage: manage.secret,
      brief: brief.secret,
      doomed: doomed.secret,
    };
    await eventually(async () => {
      expect((await evaluate(first, keys.server)).body).toMatchObject({ value: true });
    });
    await stop(first);
    expect(await environments()).toHaveLength(1);
  };

  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'toggle-kept-'));
    postgres = await ToxicProxy.start(database.url);
    cache = await ToxicProxy.start(redis.url);
    await fillFolder();
  }, TIMEOUT_MS);
  afterEach(async () => {
    readers.forEach((reader) => reader.close());
    readers = [];
    for (const process of running) await stop(process);
    await postgres.stop();
    await cache.stop();
    await rm(folder, { recursive: true, force: true });
  }, TIMEOUT_MS);

  it(
    'starts with every store down, serves what it knows, and catches up without a restart',
    async () => {
      await storesAreDown();
      const lonely = await start();
      expect((await evaluate(lonely, keys.server)).body).toMatchObject({ value: true });
      expect((await evaluate(lonely, keys.client)).body).toMatchObject({ value: true });
      const bulk = await as(lonely, keys.server).post('/ofrep/v1/evaluate/flags', { context: {} });
      expect(bulk.status).toBe(200);
      const snapshot = await as(lonely, keys.server).get('/snapshot');
      expect(snapshot.body).toMatchObject({ tenant: 'zebra', environment: 'dev' });
      expect(snapshot.headers.get('Toggle-Signature')).toMatch(/^[\w-]+\.\.[\w-]+$/);
      const jwks = await new HttpClient(() => lonely.url).get('/.well-known/jwks.json');
      expect(jwks.body.keys).toHaveLength(1);
      const reader = await EventReader.open(`${lonely.url}/stream?data=delta`, {
        'X-API-Key': keys.server,
      });
      readers.push(reader);
      expect(reader.status).toBe(200);

      const ready = await new HttpClient(() => lonely.url).get('/health/ready');
      expect([ready.status, ready.body.status]).toEqual([200, 'degraded']);
      const { evaluation, postgres: store } = ready.body.details as Record<string, object>;
      expect(store).toMatchObject({ status: 'degraded' });
      expect(evaluation).toMatchObject({
        status: 'degraded',
        detail: expect.stringMatching(/last confirmed \d+ s ago/) as string,
      });
      await eventually(async () => {
        const { text } = await new HttpClient(() => lonely.url).get('/metrics');
        expect(text).toContain('evaluation_runs_on_kept_state 1');
        const [, age] = /evaluation_snapshots_unconfirmed_seconds ([\d.]+)/.exec(text) ?? [];
        expect(Number(age)).toBeGreaterThan(5);
      }, 10_000);
      const person = new HttpClient(() => lonely.url, { Authorization: `Bearer ${token}` });
      const asked = [
        await person.get('/features?tenant=zebra&env=dev'),
        await put(person, false),
        await as(lonely, keys.manage).get('/features?tenant=zebra&env=dev'),
        await new HttpClient(() => lonely.url).post('/auth/login', {
          tenant: 'zebra',
          password: 'zebra-demo-password',
        }),
      ];
      for (const { status, headers, body } of asked) {
        expect([status, body.code]).toEqual([503, 'store.unavailable']);
        expect(headers.get('Content-Type')).toContain('application/problem+json');
        expect(headers.get('Retry-After')).toMatch(/^\d+$/);
      }
      const stranger = await evaluate(lonely, keys.server.replace(/.{4}$/, '0000'));
      expect(stranger.status).toBe(503);

      await postgres.restore();
      await cache.restore();
      await eventually(async () => expect((await put(person, false)).status).toBe(200), 15_000);
      await eventually(async () => {
        expect((await evaluate(lonely, keys.server)).body).toMatchObject({ value: false });
      });
      expect(JSON.parse((await reader.next()).data)).toMatchObject({ type: 'snapshotDelta' });
      await eventually(async () => {
        const later = await new HttpClient(() => lonely.url).get('/health/ready');
        expect(later.body.status).toBe('ok');
        const { text } = await new HttpClient(() => lonely.url).get('/metrics');
        expect(text).toContain('evaluation_runs_on_kept_state 0');
      }, 15_000);
    },
    TIMEOUT_MS,
  );

  it(
    'honours the end of a key from disk, and its revocation as soon as the store is back',
    async () => {
      const other = await start();
      const zebra = await logIn(() => other.url);
      await storesAreDown();
      const lonely = await start();
      expect((await evaluate(lonely, keys.doomed)).status).toBe(200);
      await eventually(async () => {
        expect((await evaluate(lonely, keys.brief)).status).not.toBe(200);
      }, 10_000);
      await postgres.restore();
      await eventually(async () => {
        expect((await zebra.delete(`/api-keys/${doomedId}`)).status).toBeLessThan(300);
      }, 10_000);
      await eventually(async () => {
        expect((await evaluate(lonely, keys.doomed)).status).toBe(401);
        expect((await evaluate(lonely, keys.brief)).status).toBe(401);
      }, 10_000);
      expect((await evaluate(lonely, keys.server)).status).toBe(200);
    },
    TIMEOUT_MS,
  );

  it(
    'serves nothing of a file that was damaged, and goes on with the rest',
    async () => {
      const [environment = ''] = await environments();
      const path = join(folder, 'environments', environment);
      const content = await readFile(path);
      content.writeUInt8(content.readUInt8(100) ^ 1, 100);
      await writeFile(path, content);
      await storesAreDown();
      const lonely = await start();
      expect((await evaluate(lonely, keys.server)).status).toBe(503);
      await postgres.restore();
      await eventually(async () => {
        expect((await evaluate(lonely, keys.server)).body).toMatchObject({ value: true });
      }, 15_000);
    },
    TIMEOUT_MS,
  );

  it(
    'starts from what Redis has where only PostgreSQL is away',
    async () => {
      await postgres.cut();
      const half = await start();
      expect((await evaluate(half, keys.server)).body).toMatchObject({ value: true });
    },
    TIMEOUT_MS,
  );

  it(
    'refuses to start without its database when the folder is empty, foreign or damaged',
    async () => {
      await storesAreDown();
      // What fails to start closes nothing that it had opened: without Redis there is nothing.
      const refused = (settings: Record<string, string> = {}) =>
        expect(start({ REDIS_URL: '', ...settings })).rejects.toThrow(/ECONNREFUSED|connect/);
      await refused({ SNAPSHOT_DIR: '' });
      await refused({ JWT_SECRET: 'the-secret-of-another-installation-012345' });
      await writeFile(join(folder, 'api-keys'), 'nonsense');
      await refused();
    },
    TIMEOUT_MS,
  );

  it('lets nobody but its owner read the folder', async () => {
    const { mode } = await stat(join(folder, 'api-keys'));
    expect(mode & 0o777).toBe(0o600);
    for (const name of await readdir(folder, { recursive: true, withFileTypes: true })) {
      if (!name.isFile()) continue;
      const text = await readFile(join(name.parentPath, name.name), 'latin1');
      expect(text).not.toContain('kept-flag');
      expect(text).not.toContain('zebra');
    }
  });
});
