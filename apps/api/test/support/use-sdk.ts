import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type Client as FlagClient, OpenFeature, ProviderEvents } from '@openfeature/server-sdk';
import { ToggleProvider, type ToggleProviderOptions } from '@app/openfeature-server';
import { eventually } from '@app/testing';
import { type Client, Client as HttpClient, logIn } from './client';
import { MeddlingProxy } from './meddling-proxy';
import { useApp } from './use-app';

/** Says nothing: tests provoke what would be warned of. */
export const silent = { error() {}, warn() {}, info() {}, debug() {} };

/** The server SDK against a running service: a key, a proxy that can meddle, and a folder, anew for each test. */
export function useSdk() {
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

  return {
    app,
    anyone,
    newKey,
    put,
    providerOf,
    connect,
    valueOf,
    becomes,
    get zebra() {
      return zebra;
    },
    get secret() {
      return secret;
    },
    /** Empty, and removed after the test. */
    get folder() {
      return folder;
    },
    get proxy() {
      return proxy;
    },
  };
}

/** Notes the events of a client's provider from here on. */
function listen(client: FlagClient): string[] {
  const heard: string[] = [];
  for (const event of Object.values(ProviderEvents)) {
    client.addHandler(event, () => void heard.push(event));
  }
  return heard;
}
