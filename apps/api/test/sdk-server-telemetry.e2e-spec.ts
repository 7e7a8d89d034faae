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
});
