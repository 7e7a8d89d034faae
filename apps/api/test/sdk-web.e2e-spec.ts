import { OpenFeature, ProviderEvents, ProviderStatus } from '@openfeature/web-sdk';
import { EventSource } from 'eventsource';
import { ToggleWebProvider } from '@app/openfeature-web';
import { eventually, ToxicProxy } from '@app/testing';
import { type Client, logIn } from './support/client';
import { MODES, useApp } from './support/use-app';

const RECOVERY_MS = 30_000;

// What browsers have and Node has not.
Object.assign(globalThis, { EventSource });

describe.each(MODES)('the web provider, headless, %s', (mode) => {
  const app = useApp(mode);
  const reports: number[] = [];
  let zebra: Client;
  let clientKey: string;
  let proxy: ToxicProxy;

  const put = async (key: string, enabled: boolean, more: object = {}) => {
    const flag = { tenant: 'zebra', env: 'dev', key, enabled, clientVisible: true, ...more };
    const { status, text } = await zebra.post('/features', flag);
    if (status > 201) throw new Error(text);
  };
  const newKey = async (scope: string) => {
    const request = { tenant: 'zebra', env: 'dev', name: scope, scope };
    const { body } = await zebra.post('/api-keys', request);
    return body as { id: string; secret: string };
  };
  const open = (key = clientKey) => {
    const provider = new ToggleWebProvider({
      baseUrl: proxy.url,
      clientKey: key,
      cacheMode: 'disabled',
      usage: { flushIntervalMs: 500 },
      fetchImplementation: async (input, init) => {
        const response = await fetch(input, init);
        if (response.url.endsWith('/telemetry')) reports.push(response.status);
        return response;
      },
    });
    return OpenFeature.setProviderAndWait(provider, { targetingKey: 'ann' });
  };
  const client = () => OpenFeature.getClient();

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
    clientKey = (await newKey('evaluate:client')).secret;
    proxy = await ToxicProxy.start(app.url);
  });
  afterAll(() => proxy.stop());
  afterEach(async () => {
    await proxy.restore();
    await OpenFeature.clearProviders();
  });

  it('sees what clients may see and nothing else', async () => {
    await put('seen', true);
    await put('unseen', true, { clientVisible: false });
    await open();
    await eventually(() => {
      const seen = client().getBooleanDetails('seen', false);
      expect(seen).toMatchObject({ value: true, variant: 'on' });
    });
    expect(client().getBooleanDetails('unseen', false).errorCode).toBe('FLAG_NOT_FOUND');
  });

  it('answers for its context, and anew when that changes', async () => {
    await put('for-ann', true, { strategy: { type: 'targeting', allow: ['ann'] } });
    await open();
    await eventually(() => expect(client().getBooleanValue('for-ann', false)).toBe(true));
    await OpenFeature.setContext({ targetingKey: 'bob' });
    expect(client().getBooleanValue('for-ann', true)).toBe(false);
  });

  it('hears of a change, and says which flags it is about', async () => {
    await put('live', false);
    await open();
    const changed: string[] = [];
    client().addHandler(ProviderEvents.ConfigurationChanged, (event) => {
      changed.push(...(event?.flagsChanged ?? []));
    });
    await put('live', true);
    await eventually(() => expect(changed).toContain('live'));
    expect(client().getBooleanValue('live', false)).toBe(true);
  });

  it('is among the connected clients, current with changes that it may not see, too', async () => {
    const { id, secret } = await newKey('evaluate:client');
    await put('hidden', false, { clientVisible: false });
    await open(secret);
    const present = async () => {
      const { body } = await zebra.get('/clients?tenant=zebra&env=dev');
      const { epoch, revision, items } = body as { items: { apiKey: { id: string } | null }[] } & {
        epoch: string;
        revision: number;
      };
      const mine = items.find(({ apiKey }) => apiKey?.id === id);
      expect(mine).toMatchObject({ epoch, revision, state: 'current' });
      return revision;
    };
    const before = await eventually(present);
    await put('hidden', true, { clientVisible: false });
    expect(await eventually(present)).toBeGreaterThan(before);
  });

  it('misses no change that is made while it connects', async () => {
    for (let round = 0; round < 5; round += 1) {
      const on = round % 2 === 0;
      await put('early', !on);
      await Promise.all([open(), put('early', on)]);
      await eventually(() => expect(client().getBooleanValue('early', !on)).toBe(on));
    }
  });

  it(
    'goes on with what it has while the service is away, and is ready and current after it',
    async () => {
      await put('outage', false);
      await open();
      await eventually(() => expect(client().getBooleanValue('outage', true)).toBe(false));
      await proxy.cut();
      await eventually(() => expect(client().providerStatus).toBe(ProviderStatus.STALE));
      expect(client().getBooleanValue('outage', true)).toBe(false);
      await put('outage', true);
      await proxy.restore();
      await eventually(() => {
        expect(client().providerStatus).toBe(ProviderStatus.READY);
        expect(client().getBooleanValue('outage', false)).toBe(true);
      }, RECOVERY_MS);
    },
    2 * RECOVERY_MS,
  );

  it('is fatal with a key that is none', async () => {
    await expect(open('toggle_zebra_nonsense')).rejects.toThrow();
    expect(client().providerStatus).toBe(ProviderStatus.FATAL);
  });

  it('reports what was asked for, which the service takes', async () => {
    await put('counted', true);
    await open();
    reports.length = 0;
    client().getBooleanValue('counted', false);
    await eventually(() => expect(reports).toContain(202));
  });
});
