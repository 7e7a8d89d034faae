import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { request } from 'node:http';
import { createLocalJWKSet, flattenedVerify, type JSONWebKeySet } from 'jose';
import { eventually } from '@app/testing';
import { type Client, Client as HttpClient, logIn } from './support/client';
import { EventReader } from './support/event-reader';
import { MODES, useApp } from './support/use-app';

/** An answer as it came over the wire, nothing decoded. */
interface RawAnswer {
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  readonly body: Buffer;
}

function raw(
  url: string,
  headers: Record<string, string>,
  method: 'GET' | 'HEAD' | 'OPTIONS' = 'GET',
): Promise<RawAnswer> {
  return new Promise((resolve, reject) => {
    const sent = request(url, { method, headers }, (response) => {
      const chunks: Buffer[] = [];
      response.on('data', (chunk: Buffer) => chunks.push(chunk));
      response.on('end', () =>
        resolve({
          status: response.statusCode ?? 0,
          headers: response.headers as Record<string, string>,
          body: Buffer.concat(chunks),
        }),
      );
    });
    sent.on('error', reject);
    sent.end();
  });
}

async function verify(
  jwks: JSONWebKeySet,
  payload: Uint8Array | string,
  signature: string,
): Promise<void> {
  const [header = '', between, signed = ''] = signature.split('.');
  expect(between).toBe('');
  await flattenedVerify(
    { protected: header, payload, signature: signed },
    createLocalJWKSet(jwks),
    { algorithms: ['EdDSA'], crit: { b64: true } },
  );
}

describe.each(MODES)('snapshots, %s', (mode) => {
  const app = useApp(mode);
  let zebra: Client;
  let server: Client;
  let secret: string;
  let clientSecret: string;
  let jwks: JSONWebKeySet;
  const readers: EventReader[] = [];

  const newKey = async (name: string, scope: string, env?: string) => {
    const { body } = await zebra.post('/api-keys', { tenant: 'zebra', env, name, scope });
    return (body as { secret: string }).secret;
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
  const open = async (path: string, headers: Record<string, string> = { 'X-API-Key': secret }) => {
    const reader = await EventReader.open(`${app.url}${path}`, headers);
    readers.push(reader);
    return reader;
  };

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
    secret = await newKey('snapshots', 'evaluate:server', 'dev');
    clientSecret = await newKey('page', 'evaluate:client', 'dev');
    server = new HttpClient(() => app.url, { 'X-API-Key': secret });
    const answer = await new HttpClient(() => app.url).get('/.well-known/jwks.json');
    jwks = answer.body as JSONWebKeySet;
  });
  afterAll(() => readers.forEach((reader) => reader.close()));

  it('are given whole, with a validator, to a key of a server', async () => {
    const answer = await server.get('/snapshot');
    expect(answer.status).toBe(200);
    expect(answer.body).toMatchObject({ schema: 1, tenant: 'zebra', environment: 'dev' });
    expect(answer.body.flags.length).toBeGreaterThan(3);
    expect(JSON.stringify(answer.body)).not.toContain('"description"');
    const { epoch, revision } = answer.body;
    expect(answer.headers.get('ETag')).toBe(`W/"${epoch}:${revision}"`);
    expect(answer.headers.get('Cache-Control')).toBe('private, no-cache');
    expect(answer.headers.get('Vary')).toContain('Accept-Encoding');
    const again = await server.get('/snapshot', {
      headers: { 'If-None-Match': `W/"${epoch}:${revision}"` },
    });
    expect([again.status, again.text]).toEqual([304, '']);
    expect(again.headers.get('ETag')).toBe(`W/"${epoch}:${revision}"`);
  });

  it.each([
    ['br', brotliDecompressSync],
    ['gzip', gunzipSync],
    ['identity', (body: Buffer) => body],
  ] as const)('are signed over what %s decodes to', async (encoding, decode) => {
    const headers = { 'X-API-Key': secret, 'Accept-Encoding': encoding };
    for (const round of ['first', 'from memory']) {
      const answer = await raw(`${app.url}/snapshot`, headers);
      expect([round, answer.headers['content-encoding'] ?? 'identity']).toEqual([round, encoding]);
      const body = decode(answer.body);
      await verify(jwks, body, answer.headers['toggle-signature'] ?? '');
      const forged = Buffer.from(body.toString().replace('"enabled":true', '"enabled":false'));
      await expect(verify(jwks, forged, answer.headers['toggle-signature'] ?? '')).rejects.toThrow(
        'signature verification failed',
      );
    }
  });

  it('are told as what changed to whoever names a state', async () => {
    const before = (await server.get('/snapshot')).body as { epoch: string; revision: number };
    await put('told', { description: 'what people say of it' });
    const delta = await eventually(async () => {
      const answer = await server.get(`/snapshot?since=${before.revision}`);
      expect(answer.status).toBe(200);
      return answer;
    });
    expect(delta.body).toMatchObject({ since: before.revision, revision: before.revision + 1 });
    expect(delta.body.flags).toEqual([expect.objectContaining({ key: 'told' })]);
    await verify(jwks, delta.text, delta.headers.get('Toggle-Signature') ?? '');
    expect(delta.headers.get('ETag')).toBe(`W/"${before.epoch}:${before.revision + 1}"`);
    const named = await server.get(`/snapshot?since=${before.epoch}:${before.revision}`);
    expect(named.text).toBe(delta.text);
    const present = await server.get(`/snapshot?since=${before.revision + 1}`);
    expect(present.status).toBe(304);
    const foreign = await server.get(`/snapshot?since=another:${before.revision}`);
    expect(foreign.body).not.toHaveProperty('since');
    expect(foreign.body.revision).toBe(before.revision + 1);
  });

  it('are nothing for pages, strangers and what cannot be read', async () => {
    const page = new HttpClient(() => app.url, { 'X-API-Key': clientSecret });
    const refused = await page.get('/snapshot', { headers: { Origin: 'https://shop.example' } });
    expect([refused.status, refused.body.code]).toEqual([403, 'auth.forbidden']);
    expect(refused.body.detail).toContain('OFREP');
    expect(refused.headers.get('Content-Type')).toContain('application/problem+json');
    expect(refused.headers.get('Access-Control-Allow-Origin')).toBe('*');
    expect((await new HttpClient(() => app.url).get('/snapshot')).status).toBe(401);
    const unknown = new HttpClient(() => app.url, { 'X-API-Key': secret.replace(/.$/, 'x') });
    expect((await unknown.get('/snapshot')).status).toBe(401);
    const wrong = await server.get('/snapshot?since=yesterday');
    expect([wrong.status, wrong.body.code]).toEqual([400, 'request.parameter_invalid']);
    const none = await server.get('/snapshot', { headers: { 'Accept-Encoding': 'identity;q=0' } });
    expect([none.status, none.body.code]).toEqual([406, 'request.not_acceptable']);
    const posted = await server.post('/snapshot', {});
    expect([posted.status, posted.headers.get('Allow')]).toEqual([405, 'GET, HEAD']);
  });

  it('are given to people and keys of all environments that name one', async () => {
    expect((await zebra.get('/snapshot?env=dev')).body).toMatchObject({ environment: 'dev' });
    expect((await zebra.get('/snapshot')).status).toBe(403);
    expect((await zebra.get('/snapshot?env=nowhere')).status).toBe(404);
    const manage = new HttpClient(() => app.url, { 'X-API-Key': await newKey('ci', 'manage') });
    expect((await manage.get('/snapshot?env=prod')).body).toMatchObject({ environment: 'prod' });
  });

  it('are those of the credential that was admitted, where a request carries two', async () => {
    const both = zebra.with({ 'X-API-Key': clientSecret });
    expect((await both.get('/snapshot')).status).toBe(403);
    expect((await both.get('/snapshot?env=prod')).body).toMatchObject({ environment: 'prod' });
  });

  it.each([
    ['in front of the router', '/snapshot'],
    ['behind it', '/snapshot?env=dev'],
  ])('are limited and counted as evaluations are, %s', async (_, path) => {
    const base = await app.another({
      EVALUATION_KEY_RATE_LIMIT_BURST: '3',
      EVALUATION_KEY_RATE_LIMIT_SUSTAINED_PER_SEC: '0.01',
    });
    const limited = new HttpClient(() => base, {
      'X-API-Key': await newKey(`eager at ${path}`, 'evaluate:server', 'dev'),
    });
    const refusals = async () => {
      const { text } = await new HttpClient(() => base).get('/metrics');
      const count = (name: RegExp) => Number(name.exec(text)?.[1] ?? 0);
      return [
        count(/evaluation_limit_refusals_total\{limit="key"\} (\d+)/),
        count(/evaluation_requests_total\{kind="snapshot",status="429"\} (\d+)/),
      ];
    };
    const before = await refusals();
    const answers = [];
    for (let index = 0; index < 4; index += 1) answers.push(await limited.get(path));
    expect(await refusals()).toEqual(before.map((count) => count + 1));
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 429]);
    const requestId = answers[3]?.headers.get('X-Request-Id');
    expect(answers[3]?.body).toMatchObject({ code: 'rate_limit.exceeded', requestId });
    expect(answers[3]?.headers.get('Content-Type')).toMatch(/^application\/problem\+json/);
    expect(answers[3]?.headers.get('Retry-After')).toMatch(/^[1-9]\d*$/);
  });

  it('tell a browser whether it may ask, and are counted', async () => {
    const preflight = await raw(`${app.url}/snapshot`, { Origin: 'https://a.example' }, 'OPTIONS');
    expect(preflight.status).toBe(204);
    expect(preflight.headers['access-control-allow-headers']).toContain('X-API-Key');
    const { text } = await new HttpClient(() => app.url).get('/metrics');
    expect(text).toMatch(/evaluation_snapshot_answers_total\{status="200",encoding="br"\} [1-9]/);
    expect(text).toMatch(/evaluation_snapshot_answers_total\{status="304",encoding="none"\} [1-9]/);
    expect(text).toMatch(/evaluation_snapshot_bytes_total\{encoding="gzip"\} [1-9]/);
    expect(text).toMatch(/evaluation_deltas_total\{outcome="told"\} [1-9]/);
  });

  it('answer HEAD as GET, without a body', async () => {
    const headers = { 'X-API-Key': secret, 'Accept-Encoding': 'gzip' };
    const [head, get] = [
      await raw(`${app.url}/snapshot`, headers, 'HEAD'),
      await raw(`${app.url}/snapshot`, headers),
    ];
    expect(head.body).toHaveLength(0);
    for (const name of ['etag', 'content-length', 'content-encoding', 'toggle-signature']) {
      expect(head.headers[name]).toBe(get.headers[name]);
    }
  });

  it('are pushed as what changed, signed, with an id to resume from', async () => {
    const { epoch, revision } = (await server.get('/snapshot')).body as {
      epoch: string;
      revision: number;
    };
    const reader = await open('/stream?data=delta');
    await put('pushed', { description: `${revision}` });
    const event = await reader.next();
    expect([event.event, event.id]).toEqual(['message', `${epoch}:${revision + 1}`]);
    const { type, payload, signature } = JSON.parse(event.data) as Record<string, string>;
    expect(type).toBe('snapshotDelta');
    await verify(jwks, payload ?? '', signature ?? '');
    expect(JSON.parse(payload ?? '')).toMatchObject({ since: revision, revision: revision + 1 });

    const resumed = await open('/stream?data=delta', {
      'X-API-Key': secret,
      'Last-Event-ID': `${epoch}:${revision}`,
    });
    expect(await resumed.next()).toEqual(event);
    const lost = await open(`/stream?data=delta&since=another:3`);
    expect(JSON.parse((await lost.next()).data)).toEqual({
      type: 'refetchSnapshot',
      etag: `${epoch}:${revision + 1}`,
    });
    const current = await open(`/stream?data=delta&since=${epoch}:${revision + 1}`);
    await put('pushed-next');
    const { data } = await current.next();
    expect(JSON.parse((JSON.parse(data) as { payload: string }).payload)).toMatchObject({
      since: revision + 1,
    });
  });

  it('are pushed to nobody but servers', async () => {
    const page = await open('/stream?data=delta', { 'X-API-Key': clientSecret });
    expect(page.status).toBe(403);
    const { body } = await new HttpClient(() => app.url, { 'X-API-Key': clientSecret }).post(
      '/ofrep/v1/evaluate/flags',
      {},
    );
    const uri = body.eventStreams[0].endpoint.requestUri as string;
    expect((await open(`${uri}&data=delta`, {})).status).toBe(403);
    expect((await open(uri, {})).status).toBe(200);
  });
});
