import { OFREPWebProvider } from '@openfeature/ofrep-web-provider';
import { ErrorCode, OpenFeature, ProviderEvents, ProviderStatus } from '@openfeature/web-sdk';
import { EventSource } from 'eventsource';
import { eventually } from '@app/testing';
import { logIn } from './support/client';
import { EvaluationTenant } from './support/evaluation-tenant';
import { conformingFetch } from './support/ofrep-conformance';
import { MODES, useApp } from './support/use-app';

// What browsers have and Node has not.
Object.assign(globalThis, { EventSource });

/** The statuses that a provider was answered with, in order. */
type Statuses = number[];

describe.each(MODES)('the published web provider, headless, %s', (mode) => {
  const app = useApp(mode);
  let tenant: EvaluationTenant;
  let secret: string;

  const open = async (
    { key = secret, base = app.url }: { key?: string; base?: string } = {},
    targetingKey = 'alice',
  ): Promise<Statuses> => {
    const statuses: Statuses = [];
    const provider = new OFREPWebProvider({
      baseUrl: base,
      headers: [['X-API-Key', key]],
      cacheMode: 'disabled',
      fetchImplementation: async (input: string | URL | Request, init?: RequestInit) => {
        const response = await conformingFetch(input, init);
        statuses.push(response.status);
        return response;
      },
    });
    await OpenFeature.setProviderAndWait(provider, { targetingKey });
    return statuses;
  };
  const client = () => OpenFeature.getClient();
  const flag = (key: string, more: object = {}) =>
    tenant.put(key, { clientVisible: true, ...more });

  beforeAll(async () => {
    tenant = new EvaluationTenant(await logIn(() => app.url));
    ({ secret } = await tenant.newKey('evaluate:client'));
    await flag('for-alice', { strategy: { type: 'targeting', allow: ['alice'] } });
    await flag('off', { enabled: false });
    await flag('no-opinion', { enabled: false, offVariant: null });
    await flag('split', { strategy: { type: 'percentage', percentage: 50 } });
    await tenant.put('hidden');
    for (const [key, valueType, value] of [
      ['text', 'string', 'hello'],
      ['zero', 'number', 0],
      ['thing', 'object', { a: [1, { b: null }] }],
    ] as const) {
      const strategy = { type: 'boolean', variant: 'v' };
      await flag(key, { valueType, variants: [{ name: 'v', value }], strategy });
    }
  });
  afterEach(() => OpenFeature.clearProviders());

  it('answers every type from one bulk answer', async () => {
    const statuses = await open();
    await eventually(() => {
      expect(client().getBooleanDetails('for-alice', false)).toMatchObject({
        value: true,
        reason: 'TARGETING_MATCH',
        variant: 'on',
      });
    });
    expect(client().getStringValue('text', 'default')).toBe('hello');
    expect(client().getNumberValue('zero', 7)).toBe(0);
    expect(client().getObjectValue('thing', {})).toEqual({ a: [1, { b: null }] });
    expect(statuses).toEqual([200]);
  });

  it('tells off, missing, kept secret, broken and of another type apart', async () => {
    await open();
    const ask = (key: string) => client().getBooleanDetails(key, true);
    expect(ask('off')).toMatchObject({ value: false, reason: 'DISABLED' });
    expect(ask('no-opinion')).toMatchObject({ value: true, reason: 'DISABLED' });
    expect(ask('no-such-flag')).toMatchObject({ value: true, errorCode: ErrorCode.FLAG_NOT_FOUND });
    expect(ask('hidden')).toMatchObject({ value: true, errorCode: ErrorCode.FLAG_NOT_FOUND });
    expect(ask('text')).toMatchObject({ value: true, errorCode: ErrorCode.TYPE_MISMATCH });
    await OpenFeature.setContext({});
    expect(ask('split')).toMatchObject({ value: true, errorCode: ErrorCode.TARGETING_KEY_MISSING });
    expect(ask('off')).toMatchObject({ value: false, reason: 'DISABLED' });
  });

  it('asks anew when its context changes, and gets 304 when nothing else does', async () => {
    const statuses = await open();
    await OpenFeature.setContext({ targetingKey: 'bob' });
    expect(client().getBooleanValue('for-alice', true)).toBe(false);
    await OpenFeature.setContext({ targetingKey: 'bob' });
    expect(client().getBooleanValue('for-alice', true)).toBe(false);
    expect(statuses).toEqual([200, 200, 304]);
  });

  it('refetches when the stream says so, and knows what changed', async () => {
    await flag('live', { enabled: false });
    await open();
    const changed: string[] = [];
    client().addHandler(ProviderEvents.ConfigurationChanged, (event) => {
      changed.push(...(event?.flagsChanged ?? []));
    });
    for (const enabled of [true, false, true]) {
      await flag('live', { enabled });
      await eventually(() => expect(client().getBooleanValue('live', !enabled)).toBe(enabled));
    }
    expect(changed.filter((key) => key !== 'live')).toEqual([]);
    expect(changed.length).toBeGreaterThanOrEqual(3);
  });

  it('pauses when it is past its limit, and goes on with what it has', async () => {
    const base = await app.another({
      EVALUATION_KEY_RATE_LIMIT_BURST: '1',
      EVALUATION_KEY_RATE_LIMIT_SUSTAINED_PER_SEC: '0.2',
    });
    const { secret: key } = await tenant.newKey('evaluate:client');
    const statuses = await open({ base, key });
    await OpenFeature.setContext({ targetingKey: 'bob' });
    expect(statuses).toEqual([200, 429]);
    await OpenFeature.setContext({ targetingKey: 'carol' });
    expect(statuses).toEqual([200, 429]);
    expect(client().getBooleanValue('for-alice', false)).toBe(true);
    expect(client().getStringValue('text', 'default')).toBe('hello');
  });

  it('is fatal with a key that opens nothing', async () => {
    await expect(open({ key: `toggle_zebra_${'0'.repeat(48)}` })).rejects.toThrow();
    expect(client().providerStatus).toBe(ProviderStatus.FATAL);
    expect(client().getBooleanDetails('for-alice', false).value).toBe(false);
  });

  it('says so when its key is revoked, and keeps what it has', async () => {
    const { id, secret: key } = await tenant.newKey('evaluate:client');
    const statuses = await open({ key });
    expect((await tenant.admin.delete(`/api-keys/${id}`)).status).toBe(204);
    const errors: unknown[] = [];
    client().addHandler(ProviderEvents.Error, (event) => errors.push(event));
    await OpenFeature.setContext({ targetingKey: 'bob' });
    expect(statuses.at(-1)).toBe(401);
    await eventually(() => expect(errors).not.toEqual([]));
    expect(client().getStringValue('text', 'default')).toBe('hello');
  });
});
