import type { Page } from 'playwright-core';
import { eventually } from '@app/testing';
import { anApplication } from './support/application';
import { type TestTenant, useConsole } from './support/use-console';
import { visible } from './support/visible';

const percentage = (share: number) => ({ type: 'percentage', percentage: share });

async function write({ name, api }: TestTenant, flag: object): Promise<void> {
  const { status, text } = await api.post('/features', { tenant: name, ...flag });
  if (status > 201) throw new Error(text);
}

async function samplingOf({ name, api }: TestTenant, env = 'dev'): Promise<{ kept: number }> {
  const { body } = await api.get(`/context-sampling?tenant=${name}&env=${env}`);
  return body as { kept: number };
}

async function keepContexts({ name, api }: TestTenant, env: string): Promise<void> {
  const body = { tenant: name, env, enabled: true, attributes: ['plan'], targetingKey: 'plain' };
  const { status, text } = await api.send('PUT', '/context-sampling', { body });
  if (status !== 200) throw new Error(text);
}

/** Contexts of alice are kept as they are: some, for an order is in force some moments after it was given. */
async function evaluatedForAlice(tenant: TestTenant, env: string): Promise<void> {
  await keepContexts(tenant, env);
  const application = await anApplication(tenant, env);
  await eventually(async () => {
    const context = { targetingKey: 'alice', plan: 'pro', secret: 'not kept' };
    await application.post('/ofrep/v1/evaluate/flags/checkout', { context });
    expect((await samplingOf(tenant, env)).kept).toBeGreaterThan(0);
  });
}

/** As many as there are. */
const ALL_CHANGE = /^([\d,]+) of \1 recent contexts? would get another answer$/;

const ask = (page: Page) => page.getByRole('button', { name: 'Who would change?' });

describe('recent contexts', () => {
  const at = useConsole();

  it('are not kept until somebody says so, and then only what is named', async () => {
    const tenant = await at.newTenant();
    const page = await at.openAs(tenant, '/env/dev/usage');
    await page.getByRole('link', { name: 'Recent contexts' }).click();
    await visible(page.getByText('Off: nothing of anyone’s context is kept'));
    await page.getByRole('switch', { name: 'Keep a sample of recent contexts' }).press('Space');
    await page.getByRole('combobox', { name: 'Attributes' }).fill('plan');
    await page.keyboard.press('Enter');
    expect(await page.getByRole('radio', { name: 'As a hash' }).isChecked()).toBe(true);
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('What is kept of dev is saved.'));
    await visible(page.getByText('On: a sample is kept'));
    expect(await samplingOf(tenant)).toMatchObject({
      enabled: true,
      attributes: ['plan'],
      targetingKey: 'hashed',
    });
  });

  it('mark the field that the server refuses', async () => {
    const tenant = await at.newTenant();
    await keepContexts(tenant, 'dev');
    const page = await at.openAs(tenant, '/env/dev/usage/contexts');
    await page.getByRole('textbox', { name: 'At most' }).fill('999999');
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('look at the marked fields'));
    const field = page.getByRole('textbox', { name: 'At most' });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
  });

  it('can be forgotten, which asks first', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { env: 'dev', key: 'checkout', enabled: true });
    await evaluatedForAlice(tenant, 'dev');
    const page = await at.openAs(tenant, '/env/dev/usage/contexts');
    await visible(page.getByText(/^\d+ contexts? kept at present, the oldest of /));
    await page.getByRole('button', { name: 'Forget them' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Forget them' }).click();
    await visible(page.getByText('No context is kept at present.'));
    expect(await samplingOf(tenant)).toMatchObject({ kept: 0 });
  });
});

describe('who would change', () => {
  const at = useConsole();

  it('leads to where contexts can be kept, as long as none are', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { env: 'dev', key: 'checkout', strategy: percentage(20), enabled: true });
    const page = await at.openAs(tenant, '/env/dev/flags/checkout/edit');
    expect(await ask(page).isDisabled()).toBe(true);
    await page.getByRole('textbox', { name: 'Share of users' }).fill('100');
    await ask(page).click();
    await visible(page.getByText('no recent context of dev is kept'));
    await page.getByRole('link', { name: 'Recent contexts' }).click();
    await visible(page.getByRole('heading', { name: 'Recent contexts' }));
  });

  it('is told before an edit is saved, and not of an edit that is another by now', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { env: 'dev', key: 'checkout', strategy: percentage(100), enabled: true });
    await evaluatedForAlice(tenant, 'dev');
    const page = await at.openAs(tenant, '/env/dev/flags/checkout/edit');
    await page.getByRole('textbox', { name: 'Share of users' }).fill('0');
    await ask(page).click();
    await visible(page.getByText(ALL_CHANGE));
    await visible(page.getByRole('list', { name: 'Changes of checkout' }).getByText('off'));
    await page.getByRole('button', { name: /^Some of them/ }).press('Enter');
    await visible(page.getByText('alice'));
    expect(await page.getByText('not kept', { exact: true }).count()).toBe(0);
    await page.getByRole('textbox', { name: 'Share of users' }).fill('99.999');
    await visible(ask(page));
    expect(await page.getByText('would get another answer').count()).toBe(0);
    const { body } = await tenant.api.get(`/features/checkout?tenant=${tenant.name}&env=dev`);
    expect(body).toMatchObject({ strategy: percentage(100), version: 1 });
  });

  it('is told of a whole promotion, and of a switch where customers are', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { env: 'dev', key: 'checkout', strategy: percentage(100), enabled: true });
    await write(tenant, { env: 'dev', key: 'banner', enabled: true });
    await write(tenant, { env: 'prod', key: 'checkout', strategy: percentage(0), enabled: true });
    await evaluatedForAlice(tenant, 'prod');
    const page = await at.openAs(tenant, '/promote?from=dev&to=prod');
    await page.getByRole('checkbox', { name: 'Promote checkout' }).check();
    await page.getByRole('checkbox', { name: 'Promote banner' }).check();
    await page.getByRole('button', { name: 'Replace in prod' }).click();
    await page.getByRole('button', { name: 'Review' }).click();
    await ask(page).click();
    await visible(page.getByText(ALL_CHANGE));
    await visible(page.getByRole('list', { name: 'Changes of banner' }).getByText('no flag'));
    await visible(page.getByRole('list', { name: 'Changes of checkout' }).getByText('on'));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('link', { name: 'Flags' }).click();
    await page.getByRole('button', { name: 'Environment: dev' }).click();
    await page.getByRole('menuitem', { name: 'prod' }).click();
    await page.getByRole('switch', { name: 'checkout in prod' }).press('Space');
    await ask(page).click();
    await visible(page.getByText(/^None of [\d,]+ recent contexts? would get another answer$/));
  });

  it('says so when it cannot be told, and lets the edit be saved all the same', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { env: 'dev', key: 'checkout', strategy: percentage(20), enabled: true });
    const page = await at.openAs(tenant, '/env/dev/flags/checkout/edit');
    await page.route('**/features/impact', (route) => route.abort());
    await page.getByRole('textbox', { name: 'Share of users' }).fill('30');
    await ask(page).click();
    await visible(page.getByText('The server did not answer'));
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('checkout is saved in dev.'));
  });
});
