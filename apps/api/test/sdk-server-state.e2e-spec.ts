import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import {
  type EventDetails,
  OpenFeature,
  ProviderEvents,
  ProviderStatus,
} from '@openfeature/server-sdk';
import { eventually, ToxicProxy } from '@app/testing';
import { silent, useSdk } from './support/use-sdk';

describe('the state of the server SDK', () => {
  const sdk = useSdk();
  const { anyone, becomes, connect, newKey, providerOf, put, valueOf } = sdk;

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
      sdk.proxy.blocked = /./;
      const { client, heard, error } = await connect({ url: sdk.proxy.url, initTimeoutMs: 100 });
      expect(error?.message).toContain('goes on trying');
      expect(client.providerStatus).toBe(ProviderStatus.ERROR);
      sdk.proxy.blocked = undefined;
      await eventually(() => expect(heard).toContain('PROVIDER_READY'));
      expect(await valueOf(client, 'late')).toBe(true);
    });

    it('from the copy on disk while the service is down, and says when that is stale', async () => {
      await put('kept');
      const options = { cacheDir: sdk.folder, url: sdk.proxy.url, staleAfterMs: 50 };
      const before = await connect(options);
      expect(await valueOf(before.client, 'kept')).toBe(true);
      await before.provider.shutdown();
      sdk.proxy.blocked = /./;
      const { client, heard } = await connect(options);
      expect(await valueOf(client, 'kept')).toBe(true);
      await eventually(() => expect(heard).toContain('PROVIDER_STALE'));
      expect(await valueOf(client, 'kept')).toBe(true);
    });

    it('from the copy on disk with the changes that came after the snapshot', async () => {
      await put('changed-later', { enabled: false });
      const options = { cacheDir: sdk.folder, url: sdk.proxy.url };
      const before = await connect(options);
      await put('changed-later', { enabled: true });
      await becomes(before.client, 'changed-later', true);
      await before.provider.shutdown();
      const [file = ''] = await readdir(sdk.folder);
      expect((await stat(join(sdk.folder, file))).mode & 0o777).toBe(0o600);
      const { documents } = JSON.parse(await readFile(join(sdk.folder, file), 'utf8'));
      expect(documents).toHaveLength(2);
      sdk.proxy.blocked = /./;
      expect(await valueOf((await connect(options)).client, 'changed-later')).toBe(true);
    });

    it.each([
      ['is no JSON', () => 'garbage'],
      ['was cut', (text: string) => text.slice(0, text.length / 2)],
      ['was changed', (text: string) => text.replace('\\"enabled\\":true', '\\"enabled\\":false')],
      ['names keys of its own', (text: string) => text.replace(/"x":"..../, '"x":"AAAA')],
    ])('without a copy on disk that %s', async (_, spoil) => {
      await put('spoilt');
      const options = { cacheDir: sdk.folder, url: sdk.proxy.url, initTimeoutMs: 200 };
      await (await connect(options)).provider.shutdown();
      const [file = ''] = await readdir(sdk.folder);
      const text = await readFile(join(sdk.folder, file), 'utf8');
      await writeFile(join(sdk.folder, file), spoil(text));
      sdk.proxy.blocked = /./;
      const { client, error } = await connect(options);
      expect(error?.message).toContain('nothing is stored');
      sdk.proxy.blocked = undefined;
      await becomes(client, 'spoilt', true);
    });

    it('from a bootstrap file, offline, with pinned keys', async () => {
      await put('delivered');
      const answer = await fetch(`${sdk.app.url}/snapshot`, {
        headers: { 'X-API-Key': sdk.secret },
      });
      const file = join(sdk.folder, 'flags.json');
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
      const { client, heard } = await connect({ url: sdk.proxy.url });
      await eventually(() => expect(sdk.proxy.asked).toContain('/stream?data=delta'));
      const before = sdk.proxy.asked.filter((path) => path.startsWith('/snapshot'));
      const changes: EventDetails[] = [];
      client.addHandler(ProviderEvents.ConfigurationChanged, (details) => {
        if (details !== undefined) changes.push(details);
      });
      await put('followed', { enabled: true });
      await becomes(client, 'followed', true);
      expect(changes[0]?.flagsChanged).toEqual(['followed']);
      expect(heard).not.toContain('PROVIDER_ERROR');
      expect(sdk.proxy.asked.filter((path) => path.startsWith('/snapshot'))).toEqual(before);
    });

    it('what was missed while the stream was cut', async () => {
      await put('missed', { enabled: false });
      const { client } = await connect({ url: sdk.proxy.url });
      await eventually(() => expect(sdk.proxy.asked).toContain('/stream?data=delta'));
      sdk.proxy.drop();
      await put('missed', { enabled: true });
      await becomes(client, 'missed', true);
    });

    it('changes by polling where there is no stream', async () => {
      await put('polled', { enabled: false });
      sdk.proxy.blocked = /^\/stream/;
      const { client, heard } = await connect({ url: sdk.proxy.url, pollIntervalMs: 50 });
      await put('polled', { enabled: true });
      await becomes(client, 'polled', true);
      await put('polled', { enabled: false });
      await becomes(client, 'polled', false);
      expect(heard).not.toContain('PROVIDER_STALE');
    });

    it('the service through a stop and a restart', async () => {
      await put('restarted');
      const line = await ToxicProxy.start(sdk.app.url);
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
      const { client, heard } = await connect({ url: sdk.proxy.url, pollIntervalMs: 50 });
      await eventually(() => expect(sdk.proxy.asked).toContain('/stream?data=delta'));
      sdk.proxy.meddle = (text, path) =>
        path.startsWith('/stream') || path.startsWith('/snapshot')
          ? text.replaceAll('"enabled', '"Enabled').replaceAll('\\"enabled', '\\"Enabled')
          : text;
      await put('tampered', { enabled: true });
      await eventually(() => expect(client.providerStatus).toBe(ProviderStatus.ERROR));
      expect(await client.getBooleanDetails('tampered', true)).toMatchObject({
        value: false,
        reason: 'DISABLED',
      });
      sdk.proxy.meddle = undefined;
      await becomes(client, 'tampered', true);
      await eventually(() => expect(client.providerStatus).toBe(ProviderStatus.READY));
      expect(heard).toContain('PROVIDER_ERROR');
    });

    it('its last state when the key is revoked, and says so', async () => {
      await put('revoked');
      const key = await newKey();
      const { client, heard } = await connect({ apiKey: key.secret });
      await sdk.zebra.delete(`/api-keys/${key.id}`);
      await eventually(() => expect(heard).toContain('PROVIDER_ERROR'));
      expect(client.providerStatus).toBe(ProviderStatus.ERROR);
      expect(await valueOf(client, 'revoked')).toBe(true);
    });
  });
});
