import { type Client, Client as HttpClient, logIn } from './support/client';
import { MODES, useApp } from './support/use-app';

const ROOT = '/ofrep/v1/evaluate/flags';

/** What the protocol does not say; what it does is in `ofrep-checklist.e2e-spec.ts`. */
describe.each(MODES)('OFREP over HTTP, beyond the protocol, %s', (mode) => {
  const app = useApp(mode);
  let zebra: Client;
  let server: Client;

  const keyOf = async (scope: string, env?: string): Promise<string> => {
    const made = await zebra.post('/api-keys', { tenant: 'zebra', env, name: scope, scope });
    return (made.body as { secret: string }).secret;
  };
  const put = (key: string, more: object = {}) =>
    zebra.post('/features', {
      tenant: 'zebra',
      env: 'dev',
      key,
      enabled: true,
      strategy: { type: 'boolean' },
      ...more,
    });

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
    const base = new HttpClient(() => app.url);
    server = base.with({ Authorization: `Bearer ${await keyOf('evaluate:server', 'dev')}` });
    await put('plain');
    await put('seen', { clientVisible: true, tags: ['web'] });
    await put('split', { strategy: { type: 'percentage', percentage: 50 } });
    await put('zero');
  });

  it.each<[string, Record<string, string>, number]>([
    ['no credential', {}, 401],
    ['an unknown key', { 'X-API-Key': `toggle_zebra_${'0'.repeat(48)}` }, 401],
    ['a broken token', { Authorization: 'Bearer nonsense' }, 401],
  ])('refuses %s with a body that providers survive', async (_, headers, status) => {
    const answer = await new HttpClient(() => app.url, headers).post(`${ROOT}/plain`, {
      context: {},
    });
    expect(answer.status).toBe(status);
    expect(answer.headers.get('WWW-Authenticate')).toContain('Bearer');
    expect(answer.body).toMatchObject({
      key: 'plain',
      errorCode: 'GENERAL',
      errorDetails: expect.any(String),
      metadata: {},
    });
  });

  it('asks a key that is bound to no environment to name one', async () => {
    const manage = new HttpClient(() => app.url, { 'X-API-Key': await keyOf('manage') });
    expect((await manage.post(`${ROOT}/plain`, {})).status).toBe(403);
    expect((await manage.post(`${ROOT}/plain?env=dev`, {})).body.value).toBe(true);
  });

  it('answers in bulk with one entry per flag, broken ones included', async () => {
    const { status, body, headers } = await server.post(ROOT, { context: {} });
    expect(status).toBe(200);
    expect(headers.get('ETag')).toMatch(/^"/);
    const entries = new Map((body.flags as { key: string }[]).map((flag) => [flag.key, flag]));
    expect(entries.get('plain')).toMatchObject({ value: true });
    expect(entries.get('split')).toMatchObject({ errorCode: 'TARGETING_KEY_MISSING' });
    expect(body.metadata).toMatchObject({ flagSetId: 'zebra/dev' });
    expect(body.eventStreams[0].endpoint.requestUri).toMatch(/^\/stream\?since=[^&]+&token=/);
  });

  it('gives only the flags that are asked for, by key or by tag', async () => {
    const keys = async (query: string) =>
      ((await server.post(`${ROOT}${query}`, {})).body.flags as { key: string }[]).map(
        ({ key }) => key,
      );
    expect(await keys('?keys=zero,plain,nope')).toEqual(['plain', 'zero']);
    expect(await keys('?tags=web')).toContain('seen');
    expect(await keys('?tags=web')).not.toContain('plain');
  });

  it('refuses a context that is too large', async () => {
    const context = { targetingKey: 'alice', long: 'x'.repeat(1_100_000) };
    const answer = await server.post(`${ROOT}/plain`, { context });
    expect([answer.status, answer.body.key]).toEqual([413, 'plain']);
  });

  it('lets a person who is logged in ask, naming the environment', async () => {
    const context = { targetingKey: 'alice' };
    expect((await zebra.post(`${ROOT}/plain?env=dev`, { context })).body).toMatchObject({
      value: true,
    });
    expect((await zebra.post(`${ROOT}/plain?env=prod`, { context })).status).toBe(404);
    const bulk = await zebra.post(`${ROOT}?env=dev`, { context });
    expect(bulk.body.flags.length).toBeGreaterThan(3);
    const etag = bulk.headers.get('ETag') ?? '';
    const again = await zebra.post(
      `${ROOT}?env=dev`,
      { context },
      { headers: { 'If-None-Match': etag } },
    );
    expect(again.status).toBe(304);
  });

  it('lets a rotated key overlap, and ends a revoked one', async () => {
    const made = await zebra.post('/api-keys', {
      tenant: 'zebra',
      env: 'dev',
      name: 'turning',
      scope: 'evaluate:server',
    });
    const id = made.body.id as string;
    const asks = async (secret: string) =>
      (await new HttpClient(() => app.url, { 'X-API-Key': secret }).post(`${ROOT}/plain`, {}))
        .status;
    const rotated = await zebra.post(`/api-keys/${id}/rotate`, { overlapSeconds: 60 });
    expect(await asks(made.body.secret as string)).toBe(200);
    expect(await asks(rotated.body.secret as string)).toBe(200);
    const hard = await zebra.post(`/api-keys/${id}/rotate`, { overlapSeconds: 0 });
    expect(await asks(rotated.body.secret as string)).toBe(401);
    expect(await asks(hard.body.secret as string)).toBe(200);
    expect((await zebra.delete(`/api-keys/${id}`)).status).toBe(204);
    expect(await asks(hard.body.secret as string)).toBe(401);
    expect((await zebra.delete(`/api-keys/${id}`)).status).toBe(404);
  });
});
