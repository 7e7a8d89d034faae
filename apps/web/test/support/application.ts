import type { Client } from '../../../api/test/support/client';
import type { TestTenant } from './use-console';

/** The API as an application of `tenant` uses it in `env`: with a server-side key of its own. */
export async function anApplication({ name, api }: TestTenant, env = 'dev'): Promise<Client> {
  const key = { tenant: name, env, name: 'shop', scope: 'evaluate:server' };
  const { secret } = (await api.post('/api-keys', key)).body as { secret: string };
  return api.with({ Authorization: `Bearer ${secret}` });
}

/** Asks for one flag, as an application does for each of its users. */
export async function evaluate(application: Client, key: string): Promise<void> {
  await application.post(`/ofrep/v1/evaluate/flags/${key}`, {
    context: { targetingKey: 'alice' },
  });
}
