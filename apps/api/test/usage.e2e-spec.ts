import { eventually } from '@app/testing';
import { type Answer, type Client, Client as HttpClient, logIn } from './support/client';
import { MODES, useApp } from './support/use-app';

const SDK = { name: 'toggle-openfeature-server-js', version: '0.1.0' };
const CLIENT = { id: 'process-1', sdk: SDK };
const AT = 'tenant=zebra&env=dev';

describe.each(MODES)('usage over HTTP, %s', (mode) => {
  const app = useApp(mode, { USAGE_FLUSH_SECONDS: '0.1' });
  let zebra: Client;
  let server: Client;
  let page: Client;

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
  const minute = (msAgo = 0): string =>
    new Date(Math.floor((Date.now() - msAgo) / 60_000) * 60_000).toISOString();
  const report = (more: object, by = server): Promise<Answer> =>
    by.post('/telemetry', { client: CLIENT, ...more });
  const usageOf = (key: string, more = ''): Promise<Answer> =>
    zebra.get(`/usage?${AT}&key=${key}${more}`);
  const totalsOf = async (key: string): Promise<unknown> =>
    ((await usageOf(key)).body as { totals: unknown }).totals;

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
    const base = new HttpClient(() => app.url);
    server = base.with({ Authorization: `Bearer ${await keyOf('evaluate:server', 'dev')}` });
    page = base.with({ 'X-API-Key': await keyOf('evaluate:client', 'dev') });
    await put('asked');
    await put('reported');
    await put('hidden');
    await put('seen', { clientVisible: true });
    await put('in-bulk', { clientVisible: true });
  });

  it('counts what OFREP answers, by variant, what was asked for apart from the rest', async () => {
    await server.post('/ofrep/v1/evaluate/flags/asked', { context: {} });
    await server.post('/ofrep/v1/evaluate/flags/asked', { context: {} });
    await page.post('/ofrep/v1/evaluate/flags', { context: {} });
    await eventually(async () => {
      expect(await totalsOf('asked')).toEqual([{ variant: 'on', count: 2, bulk: 0 }]);
      expect(await totalsOf('in-bulk')).toEqual([{ variant: 'on', count: 0, bulk: 1 }]);
    });
    const { body } = await usageOf('asked');
    expect(body).toMatchObject({
      interval: 'hour',
      lost: 0,
      lastSeenAt: expect.stringMatching(/^\d{4}-.*:00\.000Z$/),
      lastInBulkAt: null,
    });
    expect((await usageOf('in-bulk')).body).toMatchObject({ lastSeenAt: null });
  });

  it('counts what SDKs report, in the minute it happened in', async () => {
    const answer = await report({
      usage: [
        { minute: minute(), flag: 'reported', variant: 'on', count: 7 },
        { minute: minute(600_000), flag: 'reported', variant: 'off', count: 2 },
        { minute: minute(), flag: 'reported', count: 1 },
      ],
    });
    expect(answer.status).toBe(202);
    expect(answer.body).toEqual({ accepted: 10, sampling: null });
    await eventually(async () =>
      expect(await totalsOf('reported')).toEqual(
        expect.arrayContaining([
          { variant: null, count: 1, bulk: 0 },
          { variant: 'on', count: 7, bulk: 0 },
          { variant: 'off', count: 2, bulk: 0 },
        ]),
      ),
    );
    const { body } = await usageOf('reported', '&interval=minute&from=' + minute(3_600_000));
    const points = (body as { points: { at: string }[] }).points;
    expect(points.map(({ at }) => at)).toContain(minute(600_000));
  });

  it('believes a page no more than a busy page could do, and of flags it may see', async () => {
    const usage = [
      { minute: minute(), flag: 'seen', variant: 'on', count: 9_000_000_000 },
      { minute: minute(), flag: 'seen', variant: 'made-up', count: 1 },
      { minute: minute(), flag: 'hidden', variant: 'on', count: 1 },
    ];
    expect((await report({ usage }, page)).body).toMatchObject({ accepted: 10_000 });
    await eventually(async () =>
      expect(await totalsOf('seen')).toEqual(
        expect.arrayContaining([expect.objectContaining({ variant: 'on', count: 10_000 })]),
      ),
    );
    expect(await totalsOf('hidden')).toEqual([]);
  });

  it('lists keys that are no flag’s until they are', async () => {
    await server.post('/ofrep/v1/evaluate/flags/asked-in-vain', { context: {} });
    await page.post('/ofrep/v1/evaluate/flags/hidden', { context: {} });
    await server.post(`/ofrep/v1/evaluate/flags/${encodeURIComponent('no\u0000key')}`, {});
    await report({
      unknown: [{ flag: 'typo', count: 3 }],
      usage: [{ minute: minute(), flag: 'deleted', variant: 'on', count: 4 }],
    });
    const keys = async (): Promise<unknown> => {
      const { body } = await zebra.get(`/usage/unknown?${AT}`);
      return (body as { items: { key: string; count: number }[] }).items.map(
        ({ key, count }) => `${key} ${count}`,
      );
    };
    await eventually(async () =>
      expect(await keys()).toEqual(['deleted 4', 'typo 3', 'asked-in-vain 1']),
    );
    await put('typo');
    await eventually(async () => expect(await keys()).toEqual(['deleted 4', 'asked-in-vain 1']));
  });

  it('tells of evaluations that were lost', async () => {
    await report({ lost: 12 });
    await eventually(async () => expect((await usageOf('asked')).body).toMatchObject({ lost: 12 }));
  });

  it('lists flags that nobody asked for: new ones only when they are old enough', async () => {
    const stale = async (): Promise<string[]> => {
      const { body } = await zebra.get(`/usage/stale?${AT}&days=30`);
      return (body as { items: { key: string }[] }).items.map(({ key }) => key);
    };
    await put('needed');
    await put('needing', {
      strategy: {
        type: 'rules',
        prerequisites: { flag: 'needed' },
        fallthrough: { variant: 'on' },
      },
    });
    expect(await stale()).toEqual([]);
    const { dataSource } = app.servers.database;
    await dataSource.query(`UPDATE usage_start SET at = now() - interval '100 days'`);
    await dataSource.query(
      `UPDATE flags SET created_at = now() - interval '60 days' WHERE key IN ('needed', 'in-bulk', 'asked')`,
    );
    expect((await stale()).toSorted()).toEqual(['in-bulk', 'needed']);
    const { body } = await zebra.get(`/usage/stale?${AT}`);
    expect(body).toMatchObject({ days: 30, total: 2 });
    expect((body as { items: object[] }).items).toContainEqual(
      expect.objectContaining({ key: 'needed', requiredBy: ['needing'], lastSeenAt: null }),
    );
    const first = (await zebra.get(`/usage/stale?${AT}&pageSize=1`)).body;
    expect(first).toMatchObject({ page: 1, pageSize: 1, total: 2, items: [{ key: 'in-bulk' }] });
    const cursor = first.nextCursor as string;
    const second = (await zebra.get(`/usage/stale?${AT}&pageSize=1&cursor=${cursor}`)).body;
    expect(second).toMatchObject({ page: 2, total: 2, items: [{ key: 'needed' }] });
    expect(second).not.toHaveProperty('nextCursor');
    const chosen = await zebra.get(`/usage/stale?${AT}&key=needed&key=asked`);
    expect(chosen.body).toMatchObject({ total: 1, items: [{ key: 'needed' }] });
    for (const wrong of ['cursor=nonsense', 'pageSize=101', 'page=0', 'key=a%20b']) {
      expect((await zebra.get(`/usage/stale?${AT}&${wrong}`)).status).toBe(400);
    }
  });

  describe('a report', () => {
    it('needs a key of an environment', async () => {
      const anyone = new HttpClient(() => app.url);
      expect((await report({}, anyone)).status).toBe(401);
      const wrong = anyone.with({ 'X-API-Key': 'toggle_zebra_nonsense' });
      expect(await report({}, wrong)).toMatchObject({
        status: 401,
        body: { code: 'auth.unauthenticated' },
      });
      expect((await report({}, zebra)).status).toBe(403);
      const everywhere = anyone.with({ 'X-API-Key': await keyOf('manage') });
      expect((await report({}, everywhere)).status).toBe(403);
    });

    it.each([
      ['that is no JSON', '{', 400, undefined],
      ['of nobody', { usage: [] }, 422, '#/client'],
      ['that counts backwards', { client: CLIENT, lost: -1 }, 422, '#/lost'],
      [
        'of no moment',
        { client: CLIENT, usage: [{ minute: 'soon', flag: 'a', count: 1 }] },
        422,
        '#/usage/0/minute',
      ],
      [
        'with a control character',
        { client: CLIENT, unknown: [{ flag: 'a\u0000', count: 1 }] },
        422,
        '#/unknown/0/flag',
      ],
    ])('%s is refused as a whole', async (_what, body, status, pointer) => {
      const answer = await server.post('/telemetry', body);
      expect(answer.status).toBe(status);
      expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
      if (pointer !== undefined) expect(answer.body).toMatchObject({ errors: [{ pointer }] });
    });

    it('that is too large, or names a million flags, is refused', async () => {
      const usage = Array.from({ length: 100_000 }, () => ({ flag: 'a' }));
      expect((await report({ usage })).status).toBe(413);
    });

    it.each([
      ['with a wrong key', 401, 'auth.unauthenticated', { 'X-API-Key': 'toggle_zebra_nonsense' }],
      [
        'of another media type',
        415,
        'request.unsupported_media_type',
        { 'Content-Type': 'text/plain' },
      ],
      ['that is too large', 413, 'request.too_large', {}],
    ])(
      '%s is refused by a problem that has nothing of OFREP',
      async (what, status, code, headers) => {
        const body = { client: CLIENT, ...(status === 413 && { more: 'x'.repeat(300_000) }) };
        const answer = await page.post('/telemetry', body, { headers });
        expect([what, answer.status]).toEqual([what, status]);
        expect(answer.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
        expect(answer.body).toEqual({
          type: `urn:toggle-service:problem:${code}`,
          title: expect.any(String),
          detail: expect.any(String),
          instance: '/telemetry',
          requestId: answer.headers.get('X-Request-Id'),
          status,
          code,
        });
      },
    );

    it('of a prototype pollutes nothing', async () => {
      const body =
        '{"client":{"id":"a","sdk":{"name":"x","version":"1"},"__proto__":{"polluted":1}},' +
        `"__proto__":{"polluted":1},"usage":[{"minute":"${minute()}","flag":"__proto__","variant":"__proto__","count":1}],` +
        '"contexts":[{"__proto__":{"polluted":1}}]}';
      const answer = await server.post('/telemetry', body);
      expect(answer).toMatchObject({ status: 202, body: { accepted: 0 } });
      expect(({} as { polluted?: number }).polluted).toBeUndefined();
    });

    it('may come from a page of any origin', async () => {
      const preflight = await fetch(`${app.url}/telemetry`, { method: 'OPTIONS' });
      expect(preflight.status).toBe(204);
      const headers = { Origin: 'https://shop.example' };
      const answer = await page.post('/telemetry', { client: CLIENT }, { headers });
      expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    });
  });

  it('refuses a span that has too many points, or none', async () => {
    const wide = await usageOf('asked', '&interval=minute&from=2026-01-01T00:00:00Z');
    expect(wide).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/interval' }] } });
    const empty = await usageOf('asked', '&from=2030-01-01T00:00:00Z');
    expect(empty).toMatchObject({ status: 400, body: { errors: [{ pointer: '#/from' }] } });
  });

  it.each([
    ['no flag', '', '#/key'],
    ['a key that no flag can have', '&key=no%20key', '#/key'],
    ['a moment that is none', '&key=asked&from=yesterday', '#/from'],
    ['a width that there is not', '&key=asked&interval=week', '#/interval'],
    ['something that is not known', '&key=asked&limit=3', '#/limit'],
  ])('refuses %s', async (_what, query, pointer) => {
    const answer = await zebra.get(`/usage?${AT}${query}`);
    expect(answer).toMatchObject({ status: 400, body: { errors: [{ pointer }] } });
  });

  it('is not for keys that only evaluate', async () => {
    expect((await server.get(`/usage?${AT}&key=asked`)).status).toBe(403);
    expect((await page.get(`/usage?${AT}&key=asked`)).status).toBe(403);
  });

  it('shows nobody another tenant’s or another environment’s', async () => {
    expect((await zebra.get('/usage?tenant=other&env=dev&key=asked')).status).toBe(403);
    const bound = new HttpClient(() => app.url).with({
      'X-API-Key': await keyOf('manage', 'dev'),
    });
    expect((await bound.get(`/usage?${AT}&key=asked`)).status).toBe(200);
    expect((await bound.get('/usage?tenant=zebra&env=prod&key=asked')).status).toBe(403);
  });
});
