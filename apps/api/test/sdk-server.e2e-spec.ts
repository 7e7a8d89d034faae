import {
  AsyncLocalStorageTransactionContextPropagator,
  type Hook,
  OpenFeature,
} from '@openfeature/server-sdk';
import { eventually } from '@app/testing';
import { useSdk } from './support/use-sdk';

describe('the server SDK against the service', () => {
  const sdk = useSdk();
  const { connect, put } = sdk;

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

  it('leaves nothing running after its shutdown, and can be initialised again', async () => {
    await put('again');
    const { client, provider } = await connect({ url: sdk.proxy.url, pollIntervalMs: 20 });
    await eventually(() => expect(sdk.proxy.asked).toContain('/stream?data=delta'));
    await provider.shutdown();
    const asked = sdk.proxy.asked.length;
    await put('again', { enabled: false });
    expect(sdk.proxy.asked).toHaveLength(asked);
    expect(await client.getBooleanDetails('again', true)).toMatchObject({
      errorCode: 'PROVIDER_NOT_READY',
    });
    await provider.initialize();
    expect(await client.getBooleanValue('again', true)).toBe(false);
  });
});
