import { OpenFeature, ProviderEvents, ProviderStatus } from '@openfeature/web-sdk';
import type { TelemetryReport } from '@app/openfeature-shared';
import { ScriptedService } from './testing/scripted.service';
import { ToggleWebProvider } from './toggle-web.provider';

const SECOND_MS = 1_000;

describe('a page', () => {
  let service: ScriptedService;
  let provider: ToggleWebProvider;

  const open = (usage?: boolean) => {
    provider = new ToggleWebProvider({
      baseUrl: 'https://flags.example.com',
      clientKey: 'toggle_zebra_key',
      cacheMode: 'disabled',
      fetchImplementation: service.fetch,
      ...(usage !== undefined && { usage }),
    });
    return OpenFeature.setProviderAndWait(provider, { targetingKey: 'ann' });
  };
  const pass = (ms: number) => jest.advanceTimersByTimeAsync(ms);
  const client = () => OpenFeature.getClient();
  const reports = (): readonly TelemetryReport[] => service.reports;

  beforeEach(() => {
    jest.useFakeTimers();
    service = new ScriptedService({ checkout: true });
  });
  afterEach(async () => {
    await OpenFeature.clearProviders();
    jest.useRealTimers();
  });

  it('sends its key with every request, and its context', async () => {
    await open();
    await pass(SECOND_MS);
    expect(service.requests.map(({ path, authorization }) => [path, authorization])).toEqual([
      ['/ofrep/v1/evaluate/flags', 'Bearer toggle_zebra_key'],
      ['/telemetry', 'Bearer toggle_zebra_key'],
    ]);
    expect(service.requests[0]?.body).toEqual({ context: { targetingKey: 'ann' } });
  });

  it('answers by the official SDK, with the error codes of OpenFeature', async () => {
    await open();
    expect(client().getBooleanValue('checkout', false)).toBe(true);
    expect(client().getStringDetails('checkout', 'x').errorCode).toBe('TYPE_MISMATCH');
    expect(client().getBooleanDetails('typo', false).errorCode).toBe('FLAG_NOT_FOUND');
  });

  it('acknowledges its revision within a second, then tells what was asked for', async () => {
    await open();
    await pass(SECOND_MS);
    expect(reports()).toMatchObject([{ client: { epoch: 'e', revision: 1 } }]);
    client().getBooleanValue('checkout', false);
    client().getBooleanValue('checkout', false);
    client().getStringValue('checkout', 'x');
    client().getBooleanValue('typo', false);
    await pass(60 * SECOND_MS);
    expect(reports()[1]).toMatchObject({
      usage: [
        { flag: 'checkout', variant: 'on', count: 2 },
        { flag: 'checkout', count: 1 },
      ],
      unknown: [{ flag: 'typo', count: 1 }],
    });
    expect(reports()[1]?.client.id).toBe(reports()[0]?.client.id);
  });

  it('reports nothing when usage is off', async () => {
    await open(false);
    client().getBooleanValue('checkout', false);
    await pass(600 * SECOND_MS);
    await OpenFeature.clearProviders();
    expect(reports()).toEqual([]);
  });

  it('says its last word when the provider is closed', async () => {
    await open();
    await pass(SECOND_MS);
    client().getBooleanValue('checkout', false);
    await OpenFeature.clearProviders();
    expect(reports().at(-1)?.usage).toMatchObject([{ flag: 'checkout', count: 1 }]);
  });

  it('is ready by itself when the service comes up after the page', async () => {
    service.down = true;
    await expect(open()).rejects.toThrow();
    expect(client().providerStatus).toBe(ProviderStatus.ERROR);
    client().getBooleanValue('checkout', false);
    service.down = false;
    await pass(10 * SECOND_MS);
    expect(client().providerStatus).toBe(ProviderStatus.READY);
    expect(client().getBooleanValue('checkout', false)).toBe(true);
    await pass(60 * SECOND_MS);
    expect(reports().flatMap(({ unknown = [] }) => unknown)).toEqual([]);
  });

  it('is ready again after an interruption, and tells of what changed in it', async () => {
    await open();
    const changed: unknown[] = [];
    client().addHandler(ProviderEvents.ConfigurationChanged, (event) =>
      changed.push(event?.flagsChanged),
    );
    provider.events.emit(ProviderEvents.Stale);
    expect(client().providerStatus).toBe(ProviderStatus.STALE);
    service.change({ checkout: false });
    await pass(10 * SECOND_MS);
    expect(client().providerStatus).toBe(ProviderStatus.READY);
    expect(changed).toEqual([['checkout']]);
    expect(client().getBooleanValue('checkout', true)).toBe(false);
    expect(reports().at(-1)?.client.revision).toBe(2);
  });

  it('is ready again after an interruption in which nothing changed', async () => {
    await open();
    provider.events.emit(ProviderEvents.Stale);
    await pass(10 * SECOND_MS);
    expect(client().providerStatus).toBe(ProviderStatus.READY);
  });

  it('does not try again with a key that is refused', async () => {
    service.status = 401;
    await expect(open()).rejects.toThrow();
    expect(client().providerStatus).toBe(ProviderStatus.FATAL);
    const asked = service.requests.length;
    await pass(600 * SECOND_MS);
    expect(service.requests.filter(({ path }) => path.startsWith('/ofrep'))).toHaveLength(asked);
  });
});
