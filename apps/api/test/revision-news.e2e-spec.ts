import { eventually, usePostgres, useRedis } from '@app/testing';
import { MIGRATIONS } from '../src/data-source';
import { BuiltProcess } from './support/built-process';
import { register } from './support/client';
import { EvaluationTenant } from './support/evaluation-tenant';

const TIMEOUT_MS = 60_000;
const CHANNEL = 'toggle:revisions';

describe('a process that leaves the relay to others', () => {
  const database = usePostgres({ migrations: MIGRATIONS });
  const redis = useRedis();
  let api: BuiltProcess;

  beforeAll(async () => {
    api = await BuiltProcess.start({
      ROLE: 'api',
      DATABASE_URL: database.url,
      REDIS_URL: redis.url,
      JWT_SECRET: 'a-secret-that-only-the-tests-know-0123456789',
    });
  }, TIMEOUT_MS);
  afterAll(async () => {
    expect(await api.stop()).toBe(0);
  }, TIMEOUT_MS);

  it('tells the others itself what it has committed', async () => {
    const tenant = new EvaluationTenant(await register(() => api.url, 'zebra'));
    const told: unknown[] = [];
    const subscriber = redis.client();
    subscriber.on('message', (_: string, text: string) => told.push(JSON.parse(text)));
    await subscriber.subscribe(CHANNEL);

    await tenant.put('told-of');

    const revision = await tenant.revision();
    await eventually(() =>
      expect(told).toContainEqual(expect.objectContaining({ revision }) as unknown),
    );
  });
});
