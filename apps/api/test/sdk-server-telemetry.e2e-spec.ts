import { ToggleProvider } from '@app/openfeature-server';
import { eventually } from '@app/testing';
import { logIn } from './support/client';
import { useApp } from './support/use-app';
import { silent } from './support/use-sdk';

const AT = 'tenant=zebra&env=dev';

describe('what the server SDK reports', () => {
  const app = useApp('embedded', { USAGE_FLUSH_SECONDS: '0.1' });

  it('are its evaluations, and the keys that do not exist, when it ends', async () => {
    const zebra = await logIn(() => app.url);
    const flag = { key: 'counted', enabled: true, strategy: { type: 'boolean' } };
    await zebra.post('/features', { tenant: 'zebra', env: 'dev', ...flag });
    const key = { name: 'reporting', scope: 'evaluate:server' };
    const { body } = await zebra.post('/api-keys', { tenant: 'zebra', env: 'dev', ...key });
    const { secret: apiKey } = body as { secret: string };
    const provider = new ToggleProvider({ url: app.url, apiKey, logger: silent });
    await provider.initialize();
    await provider.resolveBooleanEvaluation('counted', false, {});
    await provider.resolveBooleanEvaluation('mistyped', false, {});
    await provider.shutdown();
    await eventually(async () => {
      const usage = (await zebra.get(`/usage?${AT}&key=counted`)).body;
      expect(usage).toMatchObject({ totals: [{ variant: 'on', count: 1, bulk: 0 }], lost: 0 });
      const unknown = (await zebra.get(`/usage/unknown?${AT}`)).body;
      expect(unknown).toMatchObject({ items: [{ key: 'mistyped', count: 1, askedBy: 'server' }] });
    });
  });

  it('are contexts that it evaluated, as far as they are asked for', async () => {
    const zebra = await logIn(() => app.url);
    const place = { tenant: 'zebra', env: 'dev' };
    await zebra.put('/context-sampling', { ...place, enabled: true, attributes: ['plan'] });
    const flag = { key: 'sampled', enabled: true, strategy: { type: 'boolean' } };
    await zebra.post('/features', { ...place, ...flag });
    const key = { name: 'sampling', scope: 'evaluate:server' };
    const { body } = await zebra.post('/api-keys', { ...place, ...key });
    const { id, secret: apiKey } = body as { id: string; secret: string };
    const provider = new ToggleProvider({ url: app.url, apiKey, logger: silent });
    await provider.initialize();
    const runsPresentRevision = () =>
      eventually(async () => {
        const { body: list } = await zebra.get(`/clients?${AT}&state=current`);
        const ours = expect.objectContaining({ apiKey: expect.objectContaining({ id }) });
        expect((list as { items: object[] }).items).toContainEqual(ours);
      });
    const change = (revisedKey: string) =>
      zebra.post('/features', { ...place, ...flag, key: revisedKey });
    // Each new revision is worth a report: the answer to the first one asks for contexts, they are gathered from the
    // second one on, and come with the third.
    await runsPresentRevision();
    await change('second');
    await runsPresentRevision();
    const context = { targetingKey: 'alice', plan: 'pro', email: 'alice@example.com' };
    await provider.resolveBooleanEvaluation('sampled', false, context);
    await change('third');
    await runsPresentRevision();
    const draft = { ...place, feature: { key: 'sampled', enabled: false } };
    const impact = await eventually(async () => {
      const { body: foretold } = await zebra.post('/features/impact', draft);
      expect(foretold).toMatchObject({ contexts: 1, changed: 1 });
      return foretold as { flags: { examples: { context: object }[] }[] };
    }, 20_000);
    await provider.shutdown();
    expect(impact.flags[0]?.examples[0]?.context).toEqual({
      targetingKey: expect.stringMatching(/^[0-9a-f]{32}$/),
      plan: 'pro',
    });
  });
});
