import type { Page } from 'playwright-core';
import { eventually } from '@app/testing';
import { anApplication, evaluate } from './support/application';
import { type TestTenant, useConsole } from './support/use-console';
import { visible } from './support/visible';

async function aFlag({ name, api }: TestTenant, key: string): Promise<void> {
  const flag = { tenant: name, env: 'dev', key, enabled: true, strategy: { type: 'boolean' } };
  await api.post('/features', flag);
}

/** Waits until what was evaluated is written down, which happens some moments later. */
async function counted({ name, api }: TestTenant, key: string): Promise<void> {
  await eventually(async () => {
    const { body } = await api.get(`/usage?tenant=${name}&env=dev&key=${key}`);
    expect((body as { totals: unknown[] }).totals).not.toEqual([]);
  });
}

const chart = (page: Page) => page.getByRole('img', { name: /^Evaluations in the last/ });

describe('the usage of a flag', () => {
  const at = useConsole();

  it('begins with how to ask for it, as long as nobody has', async () => {
    const tenant = await at.newTenant();
    await aFlag(tenant, 'checkout');
    const page = await at.openAs(tenant, '/env/dev/flags/checkout');
    await visible(page.getByText('No application has asked for this flag in dev yet'));
    await visible(page.getByText('/ofrep/v1/evaluate/flags/checkout'));
  });

  it('shows what was answered, as a picture and as a table, for the period of the address', async () => {
    const tenant = await at.newTenant();
    await aFlag(tenant, 'checkout');
    const application = await anApplication(tenant);
    await evaluate(application, 'checkout');
    await evaluate(application, 'checkout');
    await counted(tenant, 'checkout');
    const page = await at.openAs(tenant, '/env/dev/flags/checkout');
    await visible(page.getByRole('img', { name: 'Evaluations in the last 24 hours: on 2' }));
    await visible(page.locator('canvas'));
    await page.getByRole('radio', { name: '1 hour' }).press('ArrowRight');
    await page.getByRole('radio', { name: '30 days' }).press('Space');
    await visible(page.getByRole('img', { name: 'Evaluations in the last 30 days: on 2' }));
    expect(new URL(page.url()).searchParams.get('period')).toBe('30d');
    await page.getByRole('button', { name: 'The numbers as a table' }).press('Enter');
    await visible(page.getByRole('columnheader', { name: 'on' }));
    await visible(page.getByRole('cell', { name: '2', exact: true }));
    await page.reload();
    await visible(page.getByRole('img', { name: 'Evaluations in the last 30 days: on 2' }));
  });

  it('tells bulk answers from those that were asked for by key', async () => {
    const tenant = await at.newTenant();
    await aFlag(tenant, 'checkout');
    const application = await anApplication(tenant);
    await evaluate(application, 'checkout');
    await application.post('/ofrep/v1/evaluate/flags', { context: { targetingKey: 'alice' } });
    const page = await at.openAs(tenant, '/env/dev/flags/checkout?period=1h');
    const bulk = page.getByRole('checkbox', { name: 'With 1 in bulk answers' });
    await visible(bulk);
    await visible(page.getByRole('img', { name: 'Evaluations in the last hour: on 1' }));
    await bulk.check();
    await visible(page.getByRole('img', { name: 'Evaluations in the last hour: on 2' }));
  });

  it('says what is missing from the counts', async () => {
    const tenant = await at.newTenant();
    await aFlag(tenant, 'checkout');
    await evaluate(await anApplication(tenant), 'checkout');
    await counted(tenant, 'checkout');
    const page = await at.openAs(tenant, '/env/dev/flags');
    await page.route('**/usage?*', async (route) => {
      const answer = await route.fetch();
      await route.fulfill({ json: { ...((await answer.json()) as object), lost: 1234 } });
    });
    await page.getByRole('link', { name: 'checkout' }).click();
    await visible(page.getByText('1,234 evaluations are missing from the counts'));
    await visible(chart(page));
  });

  it('leaves the rest of the page alone when it cannot be read', async () => {
    const tenant = await at.newTenant();
    await aFlag(tenant, 'checkout');
    const page = await at.openAs(tenant, '/env/dev/flags');
    await page.route('**/usage?*', (route) => route.abort());
    await page.getByRole('link', { name: 'checkout' }).click();
    await visible(page.getByText('The server did not answer'));
    await visible(page.getByRole('switch', { name: 'checkout in dev' }));
  });
});

describe('the usage of an environment', () => {
  const at = useConsole();

  /** Usage is noted for long, and these flags are as old. */
  async function longAgo(...keys: string[]): Promise<void> {
    const { dataSource } = at.database;
    await dataSource.query(`UPDATE usage_start SET at = now() - interval '100 days'`);
    await dataSource.query(
      `UPDATE flags SET created_at = now() - interval '40 days' WHERE key = ANY($1)`,
      [keys],
    );
  }

  it('calls nothing unused as long as nobody has watched', async () => {
    const tenant = await at.newTenant();
    await aFlag(tenant, 'checkout');
    const page = await at.openAs(tenant, '/env/dev/flags');
    await page.getByRole('link', { name: 'Usage' }).click();
    await visible(page.getByRole('heading', { name: 'Too early to tell' }));
    await visible(page.getByText('None: applications ask dev only for flags that are there.'));
  });

  it('lists flags that nobody asked for in the days of the address, and marks them elsewhere', async () => {
    const tenant = await at.newTenant();
    await aFlag(tenant, 'forgotten');
    await aFlag(tenant, 'fresh');
    await longAgo('forgotten');
    const page = await at.openAs(tenant, '/env/dev/usage');
    await visible(page.getByText('1 flag', { exact: true }));
    await visible(page.getByText('Never asked for, made last month'));
    await page.getByRole('combobox', { name: 'Nobody asked for it' }).click();
    await page.getByRole('option', { name: 'in 90 days' }).click();
    await visible(page.getByRole('heading', { name: 'Every flag of dev is asked for' }));
    expect(new URL(page.url()).searchParams.get('days')).toBe('90');
    await page.getByRole('link', { name: 'Flags' }).click();
    await visible(page.getByText('not asked for in 30 days'));
    expect(await page.getByText('not asked for in 30 days').count()).toBe(1);
  });

  it('lists keys that are no flag’s, and begins a flag with one', async () => {
    const tenant = await at.newTenant();
    const application = await anApplication(tenant);
    await evaluate(application, 'new-chekout');
    await evaluate(application, 'new-chekout');
    const page = await at.openAs(tenant, '/env/dev/usage');
    await visible(page.getByText('Asked for 2 times, last just now'));
    await page.getByRole('link', { name: 'Create the flag new-chekout' }).click();
    await visible(page.getByRole('heading', { name: 'New flag' }));
    expect(await page.getByLabel('Key').inputValue()).toBe('new-chekout');
  });

  it('stays open when another environment is chosen', async () => {
    const page = await at.openAs(await at.newTenant(), '/env/dev/usage');
    await page.getByRole('button', { name: 'Environment: dev' }).click();
    await page.getByRole('menuitem', { name: 'prod' }).click();
    await visible(page.getByText('applications ask prod only'));
    expect(new URL(page.url()).pathname).toBe('/console/env/prod/usage');
  });

  it('says so when the one half of it cannot be read, and shows the other', async () => {
    const tenant = await at.newTenant();
    const page = await at.openAs(tenant, '/env/dev/flags');
    await page.route('**/usage/stale?*', (route) =>
      route.fulfill({
        status: 503,
        contentType: 'application/problem+json',
        json: {
          status: 503,
          code: 'store.unavailable',
          title: 'Store unavailable',
          detail: 'Try again in a moment.',
        },
      }),
    );
    await page.getByRole('link', { name: 'Usage' }).click();
    await visible(page.getByText('Store unavailable'));
    await visible(page.getByText('None: applications ask dev only for flags that are there.'));
  });
});
