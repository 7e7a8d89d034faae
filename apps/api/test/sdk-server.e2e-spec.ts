import { mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  AsyncLocalStorageTransactionContextPropagator,
  type Client as FlagClient,
  type EventDetails,
  type Hook,
  OpenFeature,
  ProviderEvents,
  ProviderStatus,
} from '@openfeature/server-sdk';
import { ToggleProvider, type ToggleProviderOptions } from '@app/openfeature-server';
import { eventually, ToxicProxy } from '@app/testing';
import { type Client, Client as HttpClient, logIn } from './support/client';
import { MeddlingProxy } from './support/meddling-proxy';
import { useApp } from './support/use-app';

const silent = { error() {}, warn() {}, info() {}, debug() {} };

describe('the server SDK against the service', () => {
  const app = useApp('embedded');
  let zebra: Client;
  let secret: string;
  let folder: string;
  let proxy: MeddlingProxy;
  let names = 0;
  const anyone = new HttpClient(() => app.url);

  const newKey = async (scope = 'evaluate:server') => {
    const { body } = await zebra.post('/api-keys', {
      tenant: 'zebra',
      env: 'dev',
      name: `sdk-${(names += 1)}`,
      scope,
    });
    return body as { id: string; secret: string };
  };
  /** Writes a flag, and waits until snapshots have it. */
  const put = async (key: string, more: object = {}) => {
    const flag = { key, enabled: true, strategy: { type: 'boolean' }, ...more };
    await zebra.post('/features', { tenant: 'zebra', env: 'dev', ...flag });
    const { body } = await zebra.get('/environments/dev');
    await eventually(async () => {
      const { headers } = await anyone.get('/snapshot', { headers: { 'X-API-Key': secret } });
      expect(headers.get('ETag')).toContain(`:${body.revision}"`);
    });
  };
  const providerOf = (more: Partial<ToggleProviderOptions> = {}) =>
    new ToggleProvider({ url: app.url, apiKey: secret, logger: silent, ...more });

  /** A client of its own provider, with everything that the provider has said. */
  const connect = async (more: Partial<ToggleProviderOptions> = {}) => {
    const domain = `domain-${(names += 1)}`;
    const client = OpenFeature.getClient(domain).setLogger(silent);
    const heard = listen(client);
    const provider = providerOf(more);
    const error = await OpenFeature.setProviderAndWait(domain, provider).then(
      () => undefined,
      (reason: Error & { code?: string }) => reason,
    );
    return { client, heard, provider, error };
  };
  const valueOf = (client: FlagClient, key: string) => client.getBooleanValue(key, false);
  const becomes = (client: FlagClient, key: string, value: boolean) =>
    eventually(async () => expect(await client.getBooleanValue(key, !value)).toBe(value));

  beforeAll(async () => {
    OpenFeature.setLogger(silent);
    zebra = await logIn(() => app.url);
    ({ secret } = await newKey());
  });
  beforeEach(async () => {
    folder = await mkdtemp(join(tmpdir(), 'toggle-sdk-'));
    proxy = await MeddlingProxy.start(() => app.url);
  });
  afterEach(async () => {
    await OpenFeature.clearProviders();
    await proxy.stop();
    await rm(folder, { recursive: true, force: true });
  });

  describe('evaluates', () => {
    beforeAll(async () => {
      await put('shown');
      await put('hidden', { enabled: false });
      await put('no-opinion', { enabled: false, offVariant: null });
      await put('half', { strategy: { type: 'percentage', percentage: 50 } });
      await put('colour', { valueType: 'string', variants: [{ name: 'r', value: 'red' }] });
      await put('limit', { valueType: 'number', variants: [{ name: 'few', value: 0.5 }] });
      await put('theme', {
        valueType: 'object',
        variants: [{ name: 'dark', value: { colours: ['black'] } }],
        metadata: { owner: 'design' },
      });
      const when = { attribute: 'signedUp', operator: 'before', values: ['2026-01-01T00:00:00Z'] };
      await put('veterans', {
        strategy: { type: 'rules', rules: [{ id: 'old', when, serve: { variant: 'on' } }] },
      });
    });

    it('every type of value, with variant, reason and metadata', async () => {
      const { client } = await connect();
      expect(await client.getBooleanDetails('shown', false)).toMatchObject({
        value: true,
        variant: 'on',
        reason: 'STATIC',
      });
      expect(await client.getStringValue('colour', 'none')).toBe('red');
      expect(await client.getNumberValue('limit', 0)).toBe(0.5);
      expect(await client.getObjectDetails('theme', {})).toMatchObject({
        value: { colours: ['black'] },
        variant: 'dark',
        flagMetadata: { owner: 'design', version: 1 },
      });
    });

    it("to the caller's default where the flag has no opinion", async () => {
      const { client } = await connect();
      expect(await client.getBooleanDetails('no-opinion', true)).toMatchObject({
        value: true,
        reason: 'DISABLED',
      });
      expect(await client.getBooleanDetails('hidden', true)).toMatchObject({ value: false });
    });

    it.each([
      ['a flag that is not there', 'nowhere', 'FLAG_NOT_FOUND'],
      ['another type', 'colour', 'TYPE_MISMATCH'],
      ['a context without targeting key', 'half', 'TARGETING_KEY_MISSING'],
    ])('%s to the default with the error code', async (_, key, errorCode) => {
      const { client } = await connect();
      expect(await client.getBooleanDetails(key, true)).toMatchObject({
        value: true,
        reason: 'ERROR',
        errorCode,
      });
    });

    it('userId in place of a targeting key, dates as dates', async () => {
      const { client } = await connect();
      const half = (context: object) => client.getBooleanValue('half', false, { ...context });
      expect(await half({ userId: 'alice' })).toBe(await half({ targetingKey: 'alice' }));
      const since = (year: number) =>
        client.getBooleanDetails('veterans', false, { signedUp: new Date(Date.UTC(year, 5, 1)) });
      expect(await since(2024)).toMatchObject({ value: true, flagMetadata: { rule: 'old' } });
      expect(await since(2026)).toMatchObject({ value: false, reason: 'DEFAULT' });
    });

    it('the context that the SDK merges: API, transaction, client, call, hook', async () => {
      const when = {
        all: ['api', 'transaction', 'client', 'call', 'hook'].map((attribute) => ({
          attribute,
          operator: 'equals',
          values: [attribute],
        })),
      };
      await put('merged', {
        strategy: { type: 'rules', rules: [{ id: 'all', when, serve: { variant: 'on' } }] },
      });
      const { client } = await connect();
      OpenFeature.setTransactionContextPropagator(
        new AsyncLocalStorageTransactionContextPropagator(),
      );
      OpenFeature.setContext({ api: 'api', call: 'overridden' });
      client.setContext({ client: 'client' });
      client.addHooks({ before: () => ({ hook: 'hook' }) });
      const value = await new Promise((resolve) => {
        OpenFeature.setTransactionContext({ transaction: 'transaction' }, () =>
          resolve(client.getBooleanValue('merged', false, { call: 'call' })),
        );
      });
      OpenFeature.setContext({});
      expect(await value).toBe(true);
    });

    it('with hooks around it, for success and for failure', async () => {
      const { client } = await connect();
      const stages: string[] = [];
      const hook: Hook = {
        before: () => void stages.push('before'),
        after: (_, details) => void stages.push(`after ${details.variant}`),
        error: (_, error) => void stages.push(`error ${(error as Error).name}`),
        finally: () => void stages.push('finally'),
      };
      await client.getBooleanValue('shown', false, {}, { hooks: [hook] });
      await client.getBooleanValue('nowhere', false, {}, { hooks: [hook] });
      expect(stages).toEqual([
        ...['before', 'after on', 'finally'],
        ...['before', 'error FlagNotFoundError', 'finally'],
      ]);
    });
  });

  describe('starts', () => {
    it('not before it has something to answer from, and is ready then', async () => {
      await put('first');
      const domain = 'not-before';
      const client = OpenFeature.getClient(domain).setLogger(silent);
      const ready = OpenFeature.setProviderAndWait(domain, providerOf());
      expect(await client.getBooleanDetails('first', false)).toMatchObject({
        errorCode: 'PROVIDER_NOT_READY',
      });
      await ready;
      expect(client.providerStatus).toBe(ProviderStatus.READY);
      expect(await valueOf(client, 'first')).toBe(true);
    });

    it.each([
      ['a key that does not exist', async () => `toggle_zebra_${'0'.repeat(48)}`],
      ['a client-side key', async () => (await newKey('evaluate:client')).secret],
    ])('fatally with %s', async (_, key) => {
      const { client, error } = await connect({ apiKey: await key() });
      expect(error?.code).toBe('PROVIDER_FATAL');
      expect(client.providerStatus).toBe(ProviderStatus.FATAL);
      expect(await client.getBooleanDetails('first', true)).toMatchObject({
        value: true,
        errorCode: 'PROVIDER_FATAL',
      });
    });

    it('late where the service is late, and says so', async () => {
      await put('late');
      proxy.blocked = /./;
      const { client, heard, error } = await connect({ url: proxy.url, initTimeoutMs: 100 });
      expect(error?.message).toContain('goes on trying');
      expect(client.providerStatus).toBe(ProviderStatus.ERROR);
      proxy.blocked = undefined;
      await eventually(() => expect(heard).toContain('PROVIDER_READY'));
      expect(await valueOf(client, 'late')).toBe(true);
    });

    it('from the copy on disk while the service is down, and says when that is stale', async () => {
      await put('kept');
      const options = { cacheDir: folder, url: proxy.url, staleAfterMs: 50 };
      const before = await connect(options);
      expect(await valueOf(before.client, 'kept')).toBe(true);
      await before.provider.shutdown();
      proxy.blocked = /./;
      const { client, heard } = await connect(options);
      expect(await valueOf(client, 'kept')).toBe(true);
      await eventually(() => expect(heard).toContain('PROVIDER_STALE'));
      expect(await valueOf(client, 'kept')).toBe(true);
    });

    it('from the copy on disk with the changes that came after the snapshot', async () => {
      await put('changed-later', { enabled: false });
      const options = { cacheDir: folder, url: proxy.url };
      const before = await connect(options);
      await put('changed-later', { enabled: true });
      await becomes(before.client, 'changed-later', true);
      await before.provider.shutdown();
      const [file = ''] = await readdir(folder);
      expect((await stat(join(folder, file))).mode & 0o777).toBe(0o600);
      const { documents } = JSON.parse(await readFile(join(folder, file), 'utf8'));
      expect(documents).toHaveLength(2);
      proxy.blocked = /./;
      expect(await valueOf((await connect(options)).client, 'changed-later')).toBe(true);
    });

    it.each([
      ['is no JSON', () => 'garbage'],
      ['was cut', (text: string) => text.slice(0, text.length / 2)],
      ['was changed', (text: string) => text.replace('\\"enabled\\":true', '\\"enabled\\":false')],
      ['names keys of its own', (text: string) => text.replace(/"x":"..../, '"x":"AAAA')],
    ])('without a copy on disk that %s', async (_, spoil) => {
      await put('spoilt');
      const options = { cacheDir: folder, url: proxy.url, initTimeoutMs: 200 };
      await (await connect(options)).provider.shutdown();
      const [file = ''] = await readdir(folder);
      const text = await readFile(join(folder, file), 'utf8');
      await writeFile(join(folder, file), spoil(text));
      proxy.blocked = /./;
      const { client, error } = await connect(options);
      expect(error?.message).toContain('nothing is stored');
      proxy.blocked = undefined;
      await becomes(client, 'spoilt', true);
    });

    it('from a bootstrap file, offline, with pinned keys', async () => {
      await put('delivered');
      const answer = await fetch(`${app.url}/snapshot`, { headers: { 'X-API-Key': secret } });
      const file = join(folder, 'flags.json');
      await writeFile(file, await answer.text());
      await writeFile(`${file}.jws`, answer.headers.get('Toggle-Signature') ?? '');
      const { body: trustedKeys } = await anyone.get('/.well-known/jwks.json');
      const offline = { url: 'http://127.0.0.1:1', bootstrapFile: file, initTimeoutMs: 200 };
      const { client } = await connect({ ...offline, trustedKeys });
      expect(await valueOf(client, 'delivered')).toBe(true);
      await writeFile(file, (await readFile(file, 'utf8')).replace('delivered', 'DELIVERED'));
      expect((await connect({ ...offline, trustedKeys })).error).toBeDefined();
      const believing = await connect({ ...offline, verify: false });
      expect(await valueOf(believing.client, 'DELIVERED')).toBe(true);
    });
  });

  describe('follows', () => {
    it('changes by the stream alone, and names the flags that changed', async () => {
      await put('followed', { enabled: false });
      const { client, heard } = await connect({ url: proxy.url });
      await eventually(() => expect(proxy.asked).toContain('/stream?data=delta'));
      const before = proxy.asked.filter((path) => path.startsWith('/snapshot'));
      const changes: EventDetails[] = [];
      client.addHandler(ProviderEvents.ConfigurationChanged, (details) => {
        if (details !== undefined) changes.push(details);
      });
      await put('followed', { enabled: true });
      await becomes(client, 'followed', true);
      expect(changes[0]?.flagsChanged).toEqual(['followed']);
      expect(heard).not.toContain('PROVIDER_ERROR');
      expect(proxy.asked.filter((path) => path.startsWith('/snapshot'))).toEqual(before);
    });

    it('what was missed while the stream was cut', async () => {
      await put('missed', { enabled: false });
      const { client } = await connect({ url: proxy.url });
      await eventually(() => expect(proxy.asked).toContain('/stream?data=delta'));
      proxy.drop();
      await put('missed', { enabled: true });
      await becomes(client, 'missed', true);
    });

    it('changes by polling where there is no stream', async () => {
      await put('polled', { enabled: false });
      proxy.blocked = /^\/stream/;
      const { client, heard } = await connect({ url: proxy.url, pollIntervalMs: 50 });
      await put('polled', { enabled: true });
      await becomes(client, 'polled', true);
      await put('polled', { enabled: false });
      await becomes(client, 'polled', false);
      expect(heard).not.toContain('PROVIDER_STALE');
    });

    it('the service through a stop and a restart', async () => {
      await put('restarted');
      const line = await ToxicProxy.start(app.url);
      const { client, heard } = await connect({
        url: line.url,
        staleAfterMs: 100,
        pollIntervalMs: 100,
      });
      await line.cut();
      await eventually(() => expect(client.providerStatus).toBe(ProviderStatus.STALE));
      expect(await valueOf(client, 'restarted')).toBe(true);
      await put('restarted', { enabled: false });
      await line.restore();
      await becomes(client, 'restarted', false);
      await eventually(() => expect(client.providerStatus).toBe(ProviderStatus.READY));
      expect(heard.filter((event) => event === 'PROVIDER_STALE')).toHaveLength(1);
      await line.stop();
    });

    it('nothing that was tampered with, goes on with the last good state, and recovers', async () => {
      await put('tampered', { enabled: false });
      const { client, heard } = await connect({ url: proxy.url, pollIntervalMs: 50 });
      await eventually(() => expect(proxy.asked).toContain('/stream?data=delta'));
      proxy.meddle = (text, path) =>
        path.startsWith('/stream') || path.startsWith('/snapshot')
          ? text.replaceAll('"enabled', '"Enabled').replaceAll('\\"enabled', '\\"Enabled')
          : text;
      await put('tampered', { enabled: true });
      await eventually(() => expect(client.providerStatus).toBe(ProviderStatus.ERROR));
      expect(await client.getBooleanDetails('tampered', true)).toMatchObject({
        value: false,
        reason: 'DISABLED',
      });
      proxy.meddle = undefined;
      await becomes(client, 'tampered', true);
      await eventually(() => expect(client.providerStatus).toBe(ProviderStatus.READY));
      expect(heard).toContain('PROVIDER_ERROR');
    });

    it('its last state when the key is revoked, and says so', async () => {
      await put('revoked');
      const key = await newKey();
      const { client, heard } = await connect({ apiKey: key.secret });
      await zebra.delete(`/api-keys/${key.id}`);
      await eventually(() => expect(heard).toContain('PROVIDER_ERROR'));
      expect(client.providerStatus).toBe(ProviderStatus.ERROR);
      expect(await valueOf(client, 'revoked')).toBe(true);
    });
  });

  it('leaves nothing running after its shutdown, and can be initialised again', async () => {
    await put('again');
    const { client, provider } = await connect({ url: proxy.url, pollIntervalMs: 20 });
    await eventually(() => expect(proxy.asked).toContain('/stream?data=delta'));
    await provider.shutdown();
    const asked = proxy.asked.length;
    await put('again', { enabled: false });
    expect(proxy.asked).toHaveLength(asked);
    expect(await client.getBooleanDetails('again', true)).toMatchObject({
      errorCode: 'PROVIDER_NOT_READY',
    });
    await provider.initialize();
    expect(await client.getBooleanValue('again', true)).toBe(false);
  });
});

/** Notes the events of a client's provider from here on. */
function listen(client: FlagClient): string[] {
  const heard: string[] = [];
  for (const event of Object.values(ProviderEvents)) {
    client.addHandler(event, () => void heard.push(event));
  }
  return heard;
}
