import { eventually } from '@app/testing';
import type { Client } from '../../api/test/support/client';
import { anApplication } from './support/application';
import { type TestTenant, useConsole } from './support/use-console';
import { visible } from './support/visible';

const SDK = { name: 'toggle-openfeature-server-js', version: '1.2.3' };

interface Position {
  readonly epoch: string;
  readonly revision: number;
  readonly total: number;
}

async function positionOf({ name, api }: TestTenant): Promise<Position> {
  return (await api.get(`/clients?tenant=${name}&env=dev`)).body as Position;
}

async function save({ name, api }: TestTenant, enabled: boolean): Promise<void> {
  await api.post('/features', { tenant: name, env: 'dev', key: 'checkout', enabled });
}

/** Tells of itself as an SDK does. */
async function report(application: Client, id: string, runs: object = {}): Promise<void> {
  const { status, text } = await application.post('/telemetry', {
    client: { id, sdk: SDK, ...runs },
  });
  if (status !== 202) throw new Error(text);
}

describe('the clients of an environment', () => {
  const at = useConsole();

  it('say how to become one, as long as there are none', async () => {
    const page = await at.openAs(await at.newTenant(), '/env/dev/flags');
    await page.getByRole('link', { name: 'Clients' }).click();
    await visible(page.getByRole('heading', { name: 'No client of dev was heard of lately' }));
    await visible(page.getByText('@toggle/openfeature-server'));
  });

  it('are seen to catch up without anybody pressing a button', async () => {
    const tenant = await at.newTenant();
    await save(tenant, true);
    await save(tenant, false);
    const application = await anApplication(tenant);
    const { epoch, revision } = await positionOf(tenant);
    await report(application, 'shop-1', { epoch, revision });
    await report(application, 'shop-2', { epoch, revision: revision - 1 });
    await eventually(async () => expect(await positionOf(tenant)).toMatchObject({ total: 2 }));
    const page = await at.openAs(tenant, '/env/dev/clients');
    await visible(page.getByText(`1 of 2 clients runs revision ${revision}`));
    await visible(page.getByText(`revision ${revision - 1}, 1 behind`));
    await report(application, 'shop-2', { epoch, revision });
    await visible(page.getByText(`All 2 clients run revision ${revision}`));
  });

  it('can be narrowed to those behind and held against a former revision, in the address too', async () => {
    const tenant = await at.newTenant();
    await save(tenant, true);
    await save(tenant, false);
    const application = await anApplication(tenant);
    const { epoch, revision } = await positionOf(tenant);
    await report(application, 'shop-1', { epoch, revision });
    await report(application, 'shop-2', { epoch, revision: revision - 1 });
    await report(application, 'shop-3');
    await eventually(async () => expect(await positionOf(tenant)).toMatchObject({ total: 3 }));
    const page = await at.openAs(tenant, '/env/dev/clients');
    await page.getByRole('combobox', { name: 'Which clients' }).click();
    await page.getByRole('option', { name: 'Behind (1)' }).click();
    await page.getByRole('button', { name: 'Copy shop-1' }).waitFor({ state: 'detached' });
    await visible(page.getByRole('button', { name: 'Copy shop-2' }));
    await page.getByRole('textbox', { name: 'Revision' }).fill(String(revision - 1));
    await visible(page.getByText(`2 of 3 clients run revision ${revision - 1}`));
    await page.reload();
    await visible(page.getByText('None.'));
    await visible(page.getByText(`2 of 3 clients run revision ${revision - 1}`));
  });

  it('cannot be held against a revision that is still to come, which is said', async () => {
    const page = await at.openAs(await at.newTenant(), '/env/dev/clients?revision=9999');
    await visible(page.getByText('nobody can run revision 9999 yet'));
  });
});
