import { useConsole } from './support/use-console';
import { visible } from './support/visible';

describe('the audit log', () => {
  const at = useConsole();

  it('tells what happened, newest first, what exactly changed, and leads to the flag', async () => {
    const tenant = await at.newTenant();
    const flag = { tenant: tenant.name, env: 'dev', key: 'checkout', name: 'Checkout' };
    await tenant.api.post('/features', flag);
    await tenant.api.post('/features', { ...flag, enabled: true });
    await tenant.api.post('/features', { ...flag, strategy: { type: 'targeting', allow: ['u1'] } });
    const page = await at.openAs(tenant, '/audit?key=checkout');
    const events = page.getByRole('listitem').getByRole('button', { expanded: false });
    await visible(page.getByText('3 events'));
    expect(await events.allInnerTexts()).toEqual([
      'Who gets it: Everyone → 1 user allowed',
      'Switched on',
      'Flag created',
    ]);
    await page.getByRole('button', { name: 'Switched on' }).click();
    await visible(page.getByRole('deletion').getByText('Off'));
    await visible(page.getByText(/^Request/));
    await page.getByRole('link', { name: 'checkout' }).first().click();
    await visible(page.getByRole('heading', { name: 'Checkout' }));
  });

  it('is narrowed by words, environment and kind of event, which the address keeps', async () => {
    const tenant = await at.newTenant();
    for (const env of ['dev', 'staging', 'prod']) {
      await tenant.api.post('/features', { tenant: tenant.name, env, key: 'checkout' });
    }
    await tenant.api.post('/features', { tenant: tenant.name, env: 'dev', key: 'dark-mode' });
    const page = await at.openAs(tenant, '/audit');
    await page.getByLabel('Search events').fill('checkout');
    await visible(page.getByText('3 events'));
    await page.getByRole('combobox', { name: 'Environment' }).click();
    await page.getByRole('option', { name: 'prod' }).click();
    await visible(page.getByText('1 event', { exact: true }));
    await page.reload();
    await visible(page.getByText('1 event', { exact: true }));
    await page.getByRole('button', { name: 'Clear filters' }).click();
    await page.getByRole('combobox', { name: 'Action' }).click();
    await page.getByRole('option', { name: 'Flag created' }).click();
    await visible(page.getByText('4 events'));
  });
});
