import { type Client, Client as HttpClient, logIn } from './support/client';
import { EventReader } from './support/event-reader';
import { MODES, useApp } from './support/use-app';

describe.each(MODES)('event streams, %s', (mode) => {
  const app = useApp(mode);
  let zebra: Client;
  let secret: string;
  const readers: EventReader[] = [];

  const open = async (
    path = '/stream',
    headers: Record<string, string> = { 'X-API-Key': secret },
    base = app.url,
  ) => {
    const reader = await EventReader.open(`${base}${path}`, headers);
    readers.push(reader);
    return reader;
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
    const { body } = await zebra.post('/api-keys', {
      tenant: 'zebra',
      env: 'dev',
      name: 'streams',
      scope: 'evaluate:server',
    });
    ({ secret } = body as { secret: string });
  });
  afterAll(() => readers.forEach((reader) => reader.close()));

  it('tells of a change, as OFREP says, with an id to resume from', async () => {
    const reader = await open();
    expect(reader.status).toBe(200);
    expect(reader.headers.get('Content-Type')).toContain('text/event-stream');
    expect(reader.headers.get('X-Request-Id')).toMatch(/^[0-9a-f-]{36}$/);
    await put('announced', { description: 'one' });
    const event = await reader.next();
    expect(event.event).toBe('message');
    expect(JSON.parse(event.data)).toMatchObject({ type: 'refetchEvaluation', etag: event.id });
  });

  it('tells nothing of another environment', async () => {
    const reader = await open();
    await put('elsewhere', { env: 'prod' });
    await put('here', { description: 'only this' });
    const event = await reader.next();
    const { revision } = (await zebra.get('/environments/dev')).body as { revision: number };
    expect(event.id.endsWith(`:${revision}`)).toBe(true);
  });

  it('tells whoever comes back and has missed something', async () => {
    const reader = await open('/stream', { 'X-API-Key': secret, 'Last-Event-ID': 'older:1' });
    const event = await reader.next();
    const { epoch, revision } = (await zebra.get('/environments/dev')).body as {
      epoch: string;
      revision: number;
    };
    expect(event.id).toBe(`${epoch}:${revision}`);
    const current = await open('/stream', { 'X-API-Key': secret, 'Last-Event-ID': event.id });
    expect(current.pending).toHaveLength(0);
  });

  it('tells whoever opens it later than a change of the answer they have', async () => {
    const server = new HttpClient(() => app.url, { 'X-API-Key': secret });
    const { body } = await server.post('/ofrep/v1/evaluate/flags', {});
    const uri = body.eventStreams[0].endpoint.requestUri as string;
    expect((await open(uri, {})).pending).toHaveLength(0);
    await put('between', { description: `${Date.now()}` });
    await (await open('/stream?since=older:1')).next();
    const event = await (await open(uri, {})).next();
    expect(JSON.parse(event.data)).toMatchObject({ type: 'refetchEvaluation', etag: event.id });
  });

  it('opens with the token of a bulk answer, and with nothing that was made up', async () => {
    const server = new HttpClient(() => app.url, { 'X-API-Key': secret });
    const { body } = await server.post('/ofrep/v1/evaluate/flags', {});
    const uri = body.eventStreams[0].endpoint.requestUri as string;
    const reader = await open(uri, {});
    expect(reader.status).toBe(200);
    await put('by-token', { description: 'x' });
    await reader.next();
    const forged = await open(
      uri.replace(/.$/, (last) => (last === 'A' ? 'B' : 'A')),
      {},
    );
    expect(forged.status).toBe(401);
    expect((await open('/stream', {})).status).toBe(401);
  });

  it('tells of a schedule that changes answers as of a change', async () => {
    const reader = await open();
    const soon = new Date(Date.now() + 1_500).toISOString();
    await put('timed', {
      strategy: { type: 'rules', rules: [{ id: 'later', from: soon, serve: { variant: 'on' } }] },
    });
    await reader.next();
    const before = Date.now();
    await reader.next();
    expect(Date.now()).toBeGreaterThanOrEqual(Date.parse(soon) - 5);
    expect(before).toBeLessThanOrEqual(Date.parse(soon) + 5_000);
    const server = new HttpClient(() => app.url, { 'X-API-Key': secret });
    const { body } = await server.post('/ofrep/v1/evaluate/flags/timed', {});
    expect(body).toMatchObject({ value: true, metadata: { rule: 'later' } });
  });

  it.each(['a key', 'a session'])(
    'is refused beyond what a tenant may hold open, and counted, for %s',
    async (way) => {
      const base = await app.another({ STREAMS_PER_TENANT: '1' });
      const headers = way === 'a key' ? { 'X-API-Key': secret } : zebra.credentials;
      const refusals = async () => {
        const { text } = await new HttpClient(() => base).get('/metrics');
        const found = /evaluation_requests_total\{kind="stream",status="429"\} (\d+)/.exec(text);
        return Number(found?.[1] ?? 0);
      };
      const before = await refusals();
      const statuses = [];
      for (let index = 0; index < 2; index += 1) {
        statuses.push((await open('/stream?env=dev', headers, base)).status);
      }
      expect(statuses).toEqual([200, 429]);
      expect(await refusals()).toBe(before + 1);
    },
  );

  it('reaches the streams of another process, whose answers are new by then', async () => {
    const other = await app.another();
    const reader = await open('/stream', { 'X-API-Key': secret }, other);
    await put('far', { description: `${Date.now()}` });
    await reader.next();
    const there = new HttpClient(() => other, { 'X-API-Key': secret });
    const { status, body } = await there.post('/ofrep/v1/evaluate/flags/far', {});
    expect([status, body.value]).toEqual([200, true]);
  });
});
