import type { NestFastifyApplication } from '@nestjs/platform-fastify';
import { usePostgres } from '@app/testing';
import { AUTH_APP_MIGRATIONS, authApp } from '../../../auth/src/testing/auth-app';

const PASSWORD = 'zebra-demo-password';

describe('environments over HTTP', () => {
  const database = usePostgres({ migrations: AUTH_APP_MIGRATIONS });
  let app: NestFastifyApplication;
  let tokens: { zebra: string; okapi: string };

  const signUp = async (tenant: string): Promise<string> => {
    const payload = { tenant, password: PASSWORD };
    await app.inject({ method: 'POST', url: '/auth/register', payload });
    const answer = await app.inject({ method: 'POST', url: '/auth/login', payload });
    return answer.json<{ token: string }>().token;
  };
  const get = (path: string, token = tokens.zebra) =>
    app.inject({ url: path, headers: { authorization: `Bearer ${token}` } });
  const create = (payload: object, token = tokens.zebra) =>
    app.inject({
      method: 'POST',
      url: '/environments',
      payload,
      headers: { authorization: `Bearer ${token}` },
    });
  const names = async (token = tokens.zebra): Promise<string[]> => {
    const answer = await get('/environments', token);
    return answer.json<{ items: { name: string }[] }>().items.map(({ name }) => name);
  };

  beforeAll(async () => {
    app = await authApp(database.url);
    tokens = { zebra: await signUp('zebra'), okapi: await signUp('okapi') };
  });
  afterAll(() => app.close());

  it('begin with dev, staging and prod, all at revision 0', async () => {
    const answer = await get('/environments?tenant=okapi', tokens.okapi);
    expect(answer.json()).toMatchObject({
      total: 3,
      items: ['dev', 'staging', 'prod'].map((name) => ({ name, revision: 0 })),
    });
  });

  it('can be added, found at the place the answer names, and recorded', async () => {
    const created = await create({ tenant: 'zebra', name: 'qa' });
    expect(created.statusCode).toBe(201);
    expect(created.headers.location).toBe('/environments/qa');
    const found = await get('/environments/qa');
    expect(found.json()).toEqual(created.json());
    expect(await names()).toEqual(['dev', 'staging', 'prod', 'qa']);
    const events: { event: object }[] = await database.dataSource.query(
      `SELECT event FROM recorded_events ORDER BY position DESC LIMIT 1`,
    );
    expect(events[0]?.event).toMatchObject({
      action: 'environment.created',
      key: 'qa',
      tenant: { slug: 'zebra' },
      environment: { name: 'qa', revision: 0 },
      actor: { type: 'user', name: 'zebra' },
    });
  });

  it('are each tenant’s own', async () => {
    expect((await create({ tenant: 'zebra', name: 'mine' })).statusCode).toBe(201);
    expect((await get('/environments/mine', tokens.okapi)).json()).toMatchObject({
      code: 'environment.not_found',
    });
    expect((await create({ tenant: 'zebra', name: 'x1' }, tokens.okapi)).json()).toMatchObject({
      code: 'tenant.foreign',
    });
    expect((await get('/environments?tenant=zebra', tokens.okapi)).json()).toMatchObject({
      code: 'tenant.foreign',
    });
  });

  it('have names of their own', async () => {
    const both = await Promise.all([
      create({ tenant: 'zebra', name: 'twice' }),
      create({ tenant: 'zebra', name: 'twice' }),
    ]);
    expect(both.map(({ statusCode }) => statusCode).sort()).toEqual([201, 400]);
    expect(both.find(({ statusCode }) => statusCode === 400)?.json()).toMatchObject({
      code: 'environment.name_taken',
    });
  });

  it.each(['', 'Dev', '-dev', 'dev-', 'a b', 'x'.repeat(64), 7])(
    'are not called %j',
    async (name) => {
      expect((await create({ tenant: 'zebra', name })).statusCode).toBe(400);
    },
  );

  it('are a hundred at most', async () => {
    const present = await names();
    for (let i = present.length; i < 100; i += 1) {
      expect((await create({ tenant: 'zebra', name: `e-${i}` })).statusCode).toBe(201);
    }
    expect((await create({ tenant: 'zebra', name: 'one-more' })).json()).toMatchObject({
      code: 'environment.limit_reached',
    });
  });
});
