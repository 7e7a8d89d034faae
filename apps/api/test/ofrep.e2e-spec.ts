import { type Client, Client as HttpClient, logIn } from './support/client';
import { MODES, useApp } from './support/use-app';

const ROOT = '/ofrep/v1/evaluate/flags';

describe.each(MODES)('OFREP over HTTP, %s', (mode) => {
  const app = useApp(mode);
  let zebra: Client;
  let server: Client;
  let browser: Client;

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
  const one = (key: string, context: object = { targetingKey: 'alice' }, client = server) =>
    client.post(`${ROOT}/${key}`, { context });

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
    const base = new HttpClient(() => app.url);
    server = base.with({ Authorization: `Bearer ${await keyOf('evaluate:server', 'dev')}` });
    browser = base.with({ 'X-API-Key': await keyOf('evaluate:client', 'dev') });
    await put('plain');
    await put('flipped');
    await put('seen', { clientVisible: true, tags: ['web'] });
    await put('off', { enabled: false });
    await put('no-opinion', { enabled: false, offVariant: null });
    await put('split', { strategy: { type: 'percentage', percentage: 50 } });
    await put('listed', { strategy: { type: 'targeting', allow: ['alice'], deny: ['bob'] } });
    await put('zero', {
      valueType: 'number',
      variants: [
        { name: 'none', value: 0 },
        { name: 'some', value: 1 },
      ],
      strategy: { type: 'boolean', variant: 'none' },
    });
    await put('empty', {
      valueType: 'string',
      variants: [{ name: 'blank', value: '' }],
      strategy: { type: 'boolean', variant: 'blank' },
    });
  });

  it('answers 200 in JSON with key, reason, variant, value and metadata', async () => {
    const answer = await one('plain');
    expect(answer.status).toBe(200);
    expect(answer.headers.get('Content-Type')).toBe('application/json; charset=utf-8');
    expect(answer.body).toEqual({
      key: 'plain',
      reason: 'STATIC',
      variant: 'on',
      value: true,
      metadata: { version: 1 },
    });
  });

  it.each([
    ['plain', 'alice', 'STATIC', true],
    ['split', 'alice', 'SPLIT', expect.any(Boolean)],
    ['listed', 'alice', 'TARGETING_MATCH', true],
    ['listed', 'bob', 'TARGETING_MATCH', false],
    ['listed', 'carol', 'DEFAULT', false],
    ['off', 'alice', 'DISABLED', false],
    ['zero', 'alice', 'STATIC', 0],
    ['empty', 'alice', 'STATIC', ''],
  ])('says why: %s for %s is %s', async (key, targetingKey, reason, value) => {
    expect((await one(key, { targetingKey })).body).toMatchObject({ reason, value });
  });

  it('leaves the value out, never null, where the caller’s default applies', async () => {
    const { status, body } = await one('no-opinion');
    expect(status).toBe(200);
    expect(body).toEqual({
      key: 'no-opinion',
      reason: 'DISABLED',
      variant: '',
      metadata: { version: 1 },
    });
  });

  it('answers 404 with all four members for a flag that does not exist', async () => {
    const { status, body } = await one('no-such-flag');
    expect(status).toBe(404);
    expect(body).toMatchObject({
      key: 'no-such-flag',
      errorCode: 'FLAG_NOT_FOUND',
      errorDetails: expect.any(String),
      metadata: {},
    });
  });

  it.each(['{"context":{}}', '{}', ''])(
    'evaluates what needs no unit for the body %j',
    async (body) => {
      expect((await server.send('POST', `${ROOT}/plain`, { body })).body.value).toBe(true);
    },
  );

  it('asks for the targeting key only where bucketing needs it', async () => {
    const { status, body } = await one('split', {});
    expect(status).toBe(400);
    expect(body).toMatchObject({
      key: 'split',
      errorCode: 'TARGETING_KEY_MISSING',
      metadata: expect.any(Object),
    });
    expect((await one('split', { userId: 'alice' })).status).toBe(200);
  });

  it.each([
    ['{', 'PARSE_ERROR'],
    ['{"context":[]}', 'INVALID_CONTEXT'],
    ['[1]', 'INVALID_CONTEXT'],
  ])('refuses the body %j in the protocol’s words', async (body, errorCode) => {
    const single = await server.send('POST', `${ROOT}/plain`, { body });
    expect(single.status).toBe(400);
    expect(single.body).toMatchObject({
      key: 'plain',
      errorCode,
      errorDetails: expect.any(String),
      metadata: {},
    });
    const bulk = await server.send('POST', ROOT, { body });
    expect(bulk.status).toBe(400);
    expect(bulk.body).toMatchObject({ errorCode });
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

  it('answers a question again with 304, and any other question with 200', async () => {
    const ask = (context: object, etag: string, query = '') =>
      server.post(`${ROOT}${query}`, { context }, { headers: { 'If-None-Match': etag } });
    const context = { targetingKey: 'alice', plan: 'pro' };
    const etag = (await server.post(ROOT, { context })).headers.get('ETag') ?? '';
    const same = await ask(context, etag);
    expect([same.status, same.text, same.headers.get('ETag')]).toEqual([304, '', etag]);
    expect((await ask(context, `W/${etag}`)).status).toBe(304);
    expect((await ask({ ...context, plan: 'free' }, etag)).status).toBe(200);
    expect((await ask(context, etag, '?keys=plain')).status).toBe(200);
    expect((await ask(context, etag, '?flagConfigEtag=other:1')).status).toBe(200);
  });

  it('never answers 304 once a flag has changed', async () => {
    const context = { targetingKey: 'alice' };
    const before = await server.post(ROOT, { context });
    await put('flipped', { enabled: false });
    const revision = (await zebra.get('/environments/dev')).body;
    const flagConfigEtag = encodeURIComponent(
      `${revision.epoch as string}:${revision.revision as number}`,
    );
    const after = await server.post(
      `${ROOT}?flagConfigEtag=${flagConfigEtag}`,
      { context },
      {
        headers: { 'If-None-Match': before.headers.get('ETag') ?? '' },
      },
    );
    expect(after.status).toBe(200);
    const flipped = (after.body.flags as { key: string; reason: string }[]).find(
      ({ key }) => key === 'flipped',
    );
    expect(flipped?.reason).toBe('DISABLED');
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

  it('shows a client-side key the client-visible flags and no others', async () => {
    const { body } = await browser.post(ROOT, { context: { targetingKey: 'alice' } });
    const keys = (body.flags as { key: string }[]).map(({ key }) => key);
    expect(keys).toContain('seen');
    expect(keys).not.toContain('plain');
    expect((await one('seen', {}, browser)).status).toBe(200);
    const hidden = await one('plain', {}, browser);
    const missing = await one('no-such-flag', {}, browser);
    expect([hidden.status, hidden.body.errorCode]).toEqual([404, 'FLAG_NOT_FOUND']);
    expect(hidden.text.replaceAll('plain', 'x')).toBe(missing.text.replaceAll('no-such-flag', 'x'));
  });

  it('lets browsers of other origins ask, and read what they need', async () => {
    const origin = { Origin: 'https://shop.example' };
    const preflight = await browser.send('OPTIONS', ROOT, {
      headers: {
        ...origin,
        'Access-Control-Request-Method': 'POST',
        'Access-Control-Request-Headers': 'authorization,content-type,if-none-match,x-api-key',
      },
    });
    expect(preflight.status).toBe(204);
    for (const name of ['authorization', 'x-api-key', 'content-type', 'if-none-match']) {
      expect(preflight.headers.get('Access-Control-Allow-Headers')?.toLowerCase()).toContain(name);
    }
    const answer = await browser.post(ROOT, {}, { headers: origin });
    expect(answer.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect(answer.headers.get('Access-Control-Expose-Headers')).toMatch(/ETag.*Retry-After/);
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
