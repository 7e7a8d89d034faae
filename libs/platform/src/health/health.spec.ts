import { FastifyAdapter, type NestFastifyApplication } from '@nestjs/platform-fastify';
import { Test } from '@nestjs/testing';
import { CachedCheck, CHECK_CACHE_MS } from './cached-check';
import { HealthContributor, type HealthStatus } from './health.contributor';
import { HealthModule } from './health.module';
import { HealthRegistry } from './health.registry';
import { Readiness } from './readiness';

class Part extends HealthContributor {
  asked = 0;
  answer: () => Promise<HealthStatus> = () => Promise.resolve({ status: 'up' });
  constructor(
    override readonly name: string,
    override readonly kind: 'required' | 'optional' = 'optional',
  ) {
    super();
  }
  override check(): Promise<HealthStatus> {
    this.asked += 1;
    return this.answer();
  }
}

const down = (): Promise<HealthStatus> => Promise.resolve({ status: 'down', detail: 'gone' });

describe('given an application with health routes', () => {
  let app: NestFastifyApplication;
  let store: Part;
  let cache: Part;

  beforeEach(async () => {
    const module = await Test.createTestingModule({ imports: [HealthModule] }).compile();
    app = module.createNestApplication<NestFastifyApplication>(new FastifyAdapter(), {
      logger: false,
    });
    store = new Part('store', 'required');
    cache = new Part('cache');
    app.get(HealthRegistry).register(store);
    app.get(HealthRegistry).register(cache);
    await app.init();
    await app.getHttpAdapter().getInstance().ready();
  });
  afterEach(() => app.close());

  const get = async (path: string) => {
    const answer = await app.inject({ url: path });
    return { status: answer.statusCode, headers: answer.headers, body: answer.json() };
  };

  it('is alive from the first moment, without asking anyone', async () => {
    expect(await get('/health/live')).toMatchObject({ status: 200, body: { status: 'ok' } });
    expect(store.asked).toBe(0);
  });

  it('is not ready until it is said to be', async () => {
    expect(await get('/health/ready')).toMatchObject({
      status: 503,
      body: { status: 'error', error: { process: { phase: 'starting' } } },
    });
    app.get(Readiness).markReady();
    expect(await get('/health/ready')).toMatchObject({ status: 200, body: { status: 'ok' } });
  });

  it('is not ready any more once it drains, and tells those who hold connections', async () => {
    const readiness = app.get(Readiness);
    readiness.markReady();
    readiness.startDraining();
    readiness.markReady();
    expect(readiness.draining.aborted).toBe(true);
    expect(await get('/health/ready')).toMatchObject({
      status: 503,
      body: { error: { process: { phase: 'draining' } } },
    });
    expect(await get('/health/live')).toMatchObject({ status: 200 });
  });

  it('stays ready without its stores, degraded and with the reason', async () => {
    app.get(Readiness).markReady();
    store.answer = down;
    expect(await get('/health/ready')).toMatchObject({
      status: 200,
      body: {
        status: 'degraded',
        details: { store: { status: 'degraded', kind: 'required', detail: 'gone' } },
      },
    });
  });

  it('reports a lost required store as an error on /health, an optional one as degraded', async () => {
    app.get(Readiness).markReady();
    cache.answer = down;
    expect(await get('/health')).toMatchObject({ status: 200, body: { status: 'degraded' } });
  });

  it('answers 503 on /health without a required store', async () => {
    app.get(Readiness).markReady();
    store.answer = down;
    expect(await get('/health')).toMatchObject({
      status: 503,
      body: { status: 'error', error: { store: { detail: 'gone' } } },
    });
  });

  it('may never be cached', async () => {
    expect((await get('/health/live')).headers['cache-control']).toContain('no-store');
  });

  it('refuses two parts of one name', () => {
    expect(() => app.get(HealthRegistry).register(new Part('store'))).toThrow(
      'choose another name',
    );
  });
});

describe('given a check that is asked often', () => {
  it('asks the part once for all who probe at the same time and for a second after', async () => {
    let now = 0;
    const part = new Part('p');
    const check = new CachedCheck(part, () => now);
    await Promise.all([check.status(), check.status()]);
    now = CHECK_CACHE_MS - 1;
    await check.status();
    expect(part.asked).toBe(1);
    now = CHECK_CACHE_MS;
    await check.status();
    expect(part.asked).toBe(2);
  });

  it('takes silence for down', async () => {
    const part = new Part('p');
    part.answer = () => new Promise(() => undefined);
    expect(await new CachedCheck(part).status()).toMatchObject({ status: 'down' });
  });

  it('does not ask again while the last question hangs', async () => {
    let now = 0;
    const part = new Part('p');
    const hanging = Promise.withResolvers<HealthStatus>();
    part.answer = () => hanging.promise;
    const check = new CachedCheck(part, () => now);
    await check.status();
    now = CHECK_CACHE_MS;
    expect(await check.status()).toMatchObject({ status: 'down' });
    expect(part.asked).toBe(1);
    hanging.resolve({ status: 'up' });
    now = 2 * CHECK_CACHE_MS;
    expect(await check.status()).toEqual({ status: 'up' });
  });

  it.each([
    ['rejects', () => Promise.reject(new Error('password=s3cret'))],
    [
      'throws',
      () => {
        throw new Error('password=s3cret');
      },
    ],
  ])('takes a check that %s for down and does not repeat its words', async (_, answer) => {
    const part = new Part('p');
    part.answer = answer;
    expect(await new CachedCheck(part).status()).toEqual({
      status: 'down',
      detail: 'the check failed',
    });
  });
});
