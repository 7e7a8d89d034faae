import { eventually } from '@app/testing';
import { type Client, Client as HttpClient, logIn } from './support/client';
import { OFREP_FLAGS } from './support/evaluation-tenant';
import { MODES, useApp } from './support/use-app';

describe.each(MODES)('operations over HTTP, %s', (mode) => {
  const app = useApp(mode);
  const anyone = new HttpClient(() => app.url);

  it.each(['/health/live', '/health/ready', '/health'])('answers %s to everyone', async (path) => {
    const answer = await anyone.get(path);
    expect([answer.status, answer.body.status]).toEqual([200, 'ok']);
  });

  it('shows metrics of every room, with bounded labels', async () => {
    const zebra = await logIn(() => app.url);
    await zebra.get('/features?tenant=zebra&env=dev');
    await anyone.get('/some/made/up/path');
    const { text, headers } = await anyone.get('/metrics');
    expect(headers.get('Content-Type')).toContain('text/plain');
    for (const name of [
      'toggle_build_info',
      'http_request_duration_seconds_bucket',
      'process_resident_memory_bytes',
      'feature_list_cache_requests_total',
      'rate_limit_decisions_total',
      'outbox_pending',
      'outbox_oldest_age_seconds',
      'audit_events_recorded_total',
      'auth_logins_total',
      'postgres_pool_connections',
      'flag_evaluations_total',
      'evaluation_streams_open',
    ]) {
      expect(text).toContain(name);
    }
    expect(text).toContain('route="/features"');
    expect(text).not.toContain('made/up');
    expect(text).not.toContain('zebra');
  });

  it('gives back the request id it was sent, or one of its own', async () => {
    const sent = await anyone.get('/health/live', { headers: { 'X-Request-Id': 'my-id-1' } });
    expect(sent.headers.get('X-Request-Id')).toBe('my-id-1');
    const refused = await anyone.get('/auth/me');
    expect(refused.headers.get('X-Request-Id')).toBe(refused.body.requestId);
  });

  it.each([
    ['POST', `${OFREP_FLAGS}/some-flag`, 401],
    ['POST', OFREP_FLAGS, 401],
    ['GET', '/stream', 401],
    ['GET', '/snapshot', 401],
    ['POST', '/telemetry', 401],
  ])('names the request that it refuses with a key: %s %s', async (method, path, status) => {
    const stranger = anyone.with({ 'X-API-Key': `toggle_zebra_${'x'.repeat(40)}` });
    const body = method === 'POST' ? {} : undefined;
    const answer = await stranger.send(method, `${path}?a=b`, { body });
    expect([answer.status, answer.body.instance]).toEqual([status, path]);
    expect(answer.body.requestId).toMatch(/^[0-9a-f-]{36}$/);
    expect(answer.headers.get('X-Request-Id')).toBe(answer.body.requestId);
    const headers = { 'X-Request-Id': 'my-id-2' };
    const named = await stranger.send(method, path, { body, headers });
    expect([named.headers.get('X-Request-Id'), named.body.requestId]).toEqual([
      'my-id-2',
      'my-id-2',
    ]);
  });

  it('says 404 of a route there is not, 405 with Allow of a method there is not', async () => {
    expect((await anyone.get('/nowhere')).body.code).toBe('route.not_found');
    const wrong = await anyone.send('PUT', '/features');
    expect([wrong.status, wrong.body.code]).toEqual([405, 'route.method_not_allowed']);
    expect(wrong.headers.get('Allow')).toContain('POST');
  });

  it('refuses bodies that cannot be read, without a stack', async () => {
    const zebra = await logIn(() => app.url);
    const broken = await zebra.post('/features', '{"tenant":');
    expect([broken.status, broken.body.code]).toEqual([400, 'request.malformed']);
    const polluted = await zebra.post('/features', '{"__proto__":{"x":1},"tenant":"zebra"}');
    expect([400, 422]).toContain(polluted.status);
    const huge = await zebra.post('/features', JSON.stringify({ tenant: 'x'.repeat(1_100_000) }));
    expect([huge.status, huge.body.code]).toEqual([413, 'request.too_large']);
    const form = await zebra.send('POST', '/features', {
      body: 'tenant=zebra',
      headers: { 'Content-Type': 'application/x-www-form-urlencoded' },
    });
    expect(form.status).toBe(415);
    for (const { text } of [broken, huge, form]) expect(text).not.toMatch(/at .*\.js|node_modules/);
  });

  it('serves probes and metrics only in a process that delivers events', async () => {
    const relay = new HttpClient(
      (
        (url) => () =>
          url
      )(await app.another({ ROLE: 'relay' })),
    );
    expect((await relay.get('/health/live')).status).toBe(200);
    expect((await relay.get('/metrics')).status).toBe(200);
    const { status, body } = await relay.post('/auth/login', { tenant: 'zebra', password: 'x' });
    expect([status, body.code]).toEqual([404, 'route.not_found']);
    expect((await relay.post('/ofrep/v1/evaluate/flags', {})).status).toBe(404);
  });

  it('serves the document and its page', async () => {
    const { body } = await anyone.get('/docs-json');
    expect(body.openapi).toBe('3.1.0');
    expect(Object.keys(body.paths as object)).toEqual(
      expect.arrayContaining([
        '/features',
        '/features/promote',
        '/audit-logs',
        '/auth/login',
        '/api-keys',
      ]),
    );
    const page = await anyone.get('/docs');
    expect([page.status, page.headers.get('Content-Type')]).toEqual([
      200,
      expect.stringContaining('text/html'),
    ]);
  });
});

describe.each(MODES)('limits over HTTP, %s', (mode) => {
  const app = useApp(mode, { RATE_LIMIT_BURST: '5', RATE_LIMIT_SUSTAINED_PER_SEC: '1' });
  let zebra: Client;

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
  });

  it('lets a burst through, then answers 429 and says when to come back', async () => {
    const answers = [];
    for (let i = 0; i < 7; i += 1) answers.push(await zebra.get('/environments'));
    expect(answers.slice(0, 5).map(({ status }) => status)).toEqual([200, 200, 200, 200, 200]);
    const [first] = answers;
    expect(first?.headers.get('X-RateLimit-Limit')).toBe('5');
    expect(first?.headers.get('X-RateLimit-Remaining')).toBe('4');
    expect(first?.headers.get('RateLimit-Policy')).toContain('q=5');
    expect(first?.headers.get('RateLimit')).toContain('r=4');
    const refused = answers.find(({ status }) => status === 429);
    expect(refused?.body.code).toBe('rate_limit.exceeded');
    expect(Number(refused?.headers.get('Retry-After'))).toBeGreaterThanOrEqual(1);
    expect(refused?.headers.get('X-RateLimit-Remaining')).toBe('0');
  });

  it('never limits probes and metrics', async () => {
    for (const path of ['/health/live', '/metrics']) {
      expect((await new HttpClient(() => app.url).get(path)).status).toBe(200);
    }
  });
});

describe('limits of several processes', () => {
  const settings = { RATE_LIMIT_BURST: '5', RATE_LIMIT_SUSTAINED_PER_SEC: '1' };
  const app = useApp('full', settings);

  it('are one limit where they share a Redis', async () => {
    const other = await app.another(settings);
    const [here, there] = [await logIn(() => app.url), await logIn(() => other)];
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, i) => (i % 2 ? here : there).get('/environments')),
    );
    const allowed = answers.filter(({ status }) => status === 200).length;
    expect(allowed).toBeGreaterThanOrEqual(5);
    expect(allowed).toBeLessThanOrEqual(6);
  });
});

describe('outages', () => {
  const app = useApp('full');
  const anyone = new HttpClient(() => app.url);

  it('goes on without Redis, says so, and recovers', async () => {
    const zebra = await logIn(() => app.url);
    const list = () => zebra.get('/features?tenant=zebra&env=dev');
    expect((await list()).status).toBe(200);
    await app.servers.redis?.stop();
    await eventually(async () => {
      const ready = await anyone.get('/health/ready');
      expect([ready.status, ready.body.status]).toEqual([200, 'degraded']);
    });
    for (let i = 0; i < 5; i += 1) {
      const answer = await list();
      expect(answer.status).toBe(200);
      expect(answer.headers.get('X-RateLimit-Limit')).not.toBeNull();
    }
    const write = await zebra.post('/features', {
      tenant: 'zebra',
      env: 'dev',
      key: 'without-redis',
      enabled: true,
      strategy: { type: 'boolean' },
    });
    expect(write.status).toBe(201);
    await app.servers.redis?.start();
    await eventually(async () => {
      expect((await anyone.get('/health/ready')).body.status).toBe('ok');
    });
    const after = (await list()).body.items as { key: string }[];
    expect(after.some(({ key }) => key === 'without-redis')).toBe(true);
  });
});
