import type { Page } from 'playwright-core';
import { type TestTenant, useConsole } from './support/use-console';
import { visible } from './support/visible';

/** Writes a flag over the API, as a colleague elsewhere would. */
async function write({ name, api }: TestTenant, flag: object): Promise<void> {
  const { status, text } = await api.post('/features', { tenant: name, env: 'dev', ...flag });
  if (status > 201) throw new Error(text);
}

async function read({ name, api }: TestTenant, key: string, env = 'dev'): Promise<unknown> {
  return (await api.get(`/features/${key}?tenant=${name}&env=${env}`)).body as unknown;
}

const share = (page: Page) => page.getByRole('textbox', { name: 'Share of users' });

describe('the flags of an environment', () => {
  const at = useConsole();

  it('can be created for a share of users, off until someone switches it on', async () => {
    const tenant = await at.newTenant();
    const page = await at.openAs(tenant, '/env/dev/flags');
    await page.getByRole('link', { name: 'Create the first flag' }).click();
    await page.getByLabel('Key').fill('checkout.redesign');
    await page.getByLabel('Name').fill('Checkout redesign');
    await page.getByRole('combobox', { name: 'Tags' }).fill('web');
    await page.keyboard.press('Enter');
    await page.getByRole('radio', { name: /A share of users/ }).click();
    await share(page).fill('12.345');
    await page.getByRole('button', { name: 'Create flag' }).click();
    await visible(page.getByRole('heading', { name: 'Checkout redesign' }));
    await visible(page.getByText('12.345 % of users'));
    expect(await read(tenant, 'checkout.redesign')).toMatchObject({
      name: 'Checkout redesign',
      tags: ['web'],
      enabled: false,
      strategy: { type: 'percentage', percentage: 12.345 },
    });
    // A key with a dot is a page, not a file.
    await page.reload();
    await visible(page.getByRole('heading', { name: 'Checkout redesign' }));
  });

  it('are never overwritten by a form for a new one', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { key: 'taken', name: 'Mine' });
    const page = await at.openAs(tenant, '/env/dev/new-flag');
    await page.getByLabel('Key').fill('taken');
    await page.getByRole('button', { name: 'Create flag' }).click();
    await visible(page.getByText('Taken in dev; choose another key.'));
    expect(await read(tenant, 'taken')).toMatchObject({ name: 'Mine', version: 1 });
  });

  it('are switched at once, and switched back from the notice', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { key: 'dark-mode', name: 'Dark mode' });
    const page = await at.openAs(tenant, '/env/dev/flags');
    const button = page.getByRole('switch', { name: 'Dark mode in dev' });
    await button.press('Space');
    await visible(page.getByText('Dark mode is on in dev.'));
    expect(await read(tenant, 'dark-mode')).toMatchObject({ enabled: true });
    await page.getByRole('button', { name: 'Undo' }).click();
    await visible(page.getByText('Dark mode is off in dev.'));
    expect(await button.isChecked()).toBe(false);
    expect(await read(tenant, 'dark-mode')).toMatchObject({ enabled: false });
  });

  it('ask first where customers are, and say whom it concerns', async () => {
    const tenant = await at.newTenant();
    const strategy = { type: 'percentage', percentage: 5 };
    await write(tenant, { env: 'prod', key: 'dark-mode', name: 'Dark mode', strategy });
    const page = await at.openAs(tenant, '/env/prod/flags');
    const button = page.getByRole('switch', { name: 'Dark mode in prod' });
    await button.press('Space');
    await visible(page.getByRole('dialog').getByText('5 % of users'));
    await page.getByRole('button', { name: 'Cancel' }).click();
    await page.getByRole('dialog').waitFor({ state: 'hidden' });
    expect(await read(tenant, 'dark-mode', 'prod')).toMatchObject({ enabled: false });
    await button.press('Space');
    await page.getByRole('button', { name: 'Switch on in prod' }).click();
    await visible(page.getByText('Dark mode is on in prod.'));
    expect(await read(tenant, 'dark-mode', 'prod')).toMatchObject({ enabled: true });
  });

  it('move their switch back when the server could not be reached, and say so', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { key: 'dark-mode', name: 'Dark mode' });
    const page = await at.openAs(tenant, '/env/dev/flags');
    const button = page.getByRole('switch', { name: 'Dark mode in dev' });
    await visible(button);
    await page.route('**/features', (route) => route.abort());
    await button.press('Space');
    await visible(page.getByText('Dark mode was not switched on in dev'));
    expect(await button.isChecked()).toBe(false);
  });

  it('are found by a word and by a tag, and the address says which', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { key: 'search-v2', name: 'Search', tags: ['web'] });
    await write(tenant, { key: 'dark-mode', name: 'Dark mode', tags: ['web', 'mobile'] });
    await write(tenant, { key: 'invoice-export', name: 'Invoices', tags: ['billing'] });
    const page = await at.openAs(tenant, '/env/dev/flags');
    await visible(page.getByText('3 flags'));
    await page.keyboard.press('/');
    await page.keyboard.type('mode');
    await visible(page.getByText('1 flag', { exact: true }));
    expect(new URL(page.url()).searchParams.get('q')).toBe('mode');
    await page.keyboard.press('Escape');
    await visible(page.getByText('3 flags'));
    await page.getByRole('button', { name: 'Only flags with the tag web' }).first().click();
    await visible(page.getByText('2 flags'));
    await page.reload();
    await visible(page.getByText('2 flags'));
  });
});

describe('editing a flag', () => {
  const at = useConsole();

  it('shows what will change, marks the field that is wrong, and saves when it is right', async () => {
    const tenant = await at.newTenant();
    const strategy = { type: 'percentage', percentage: 20 };
    await write(tenant, { key: 'checkout', name: 'Checkout', strategy });
    const page = await at.openAs(tenant, '/env/dev/flags/checkout/edit');
    await share(page).fill('130');
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('look at the marked fields'));
    expect(await share(page).getAttribute('aria-invalid')).toBe('true');
    expect(await read(tenant, 'checkout')).toMatchObject({ strategy, version: 1 });
    await share(page).fill('30');
    await visible(page.getByRole('definition').getByText('30 %'));
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('Checkout is saved in dev.'));
    expect(await read(tenant, 'checkout')).toMatchObject({
      strategy: { type: 'percentage', percentage: 30 },
      version: 2,
    });
  });

  it('takes a pasted list of users and says which of them stand in both lists', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { key: 'beta', name: 'Beta' });
    const page = await at.openAs(tenant, '/env/dev/flags/beta/edit');
    await page.getByRole('radio', { name: /Chosen users/ }).click();
    await page.getByLabel('Allowed users').fill('u1, u2;u3\nu3\n\nu4');
    await visible(page.getByText('4 ids, 1 repetition left out'));
    await page.getByLabel('Denied users').fill('u4');
    await visible(page.getByText('1 user in both lists: denied wins.'));
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('Beta is saved in dev.'));
    expect(await read(tenant, 'beta')).toMatchObject({
      strategy: { type: 'targeting', allow: ['u1', 'u2', 'u3', 'u4'], deny: ['u4'] },
    });
  });

  it('overwrites nobody: shows what someone else saved meanwhile and puts mine on top of it', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { key: 'search', name: 'Search', tags: ['web'] });
    const page = await at.openAs(tenant, '/env/dev/flags/search/edit');
    await page.getByLabel('Name').fill('Search, second edition');
    await write(tenant, { key: 'search', tags: ['web', 'mobile'] });
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('Someone else changed this flag while you were editing'));
    await visible(page.getByText('+ mobile'));
    expect(await read(tenant, 'search')).toMatchObject({ name: 'Search', version: 2 });
    await page.getByRole('button', { name: 'Put mine on top of theirs' }).click();
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('Search, second edition is saved in dev.'));
    expect(await read(tenant, 'search')).toMatchObject({
      name: 'Search, second edition',
      tags: ['web', 'mobile'],
      version: 3,
    });
  });

  it('leaves rules alone, which it shows as they are, and can still switch the flag', async () => {
    const tenant = await at.newTenant();
    const when = { attribute: 'plan', operator: 'in', values: ['pro'] };
    const strategy = { type: 'rules', rules: [{ id: 'r1', when, serve: { variant: 'on' } }] };
    await write(tenant, { key: 'pro-only', name: 'Pro only', strategy });
    const page = await at.openAs(tenant, '/env/dev/flags/pro-only/edit');
    await visible(page.getByText('"operator": "in"'));
    await page.getByLabel('Name').fill('Only for pros');
    await page.getByRole('button', { name: 'Save to dev' }).click();
    await visible(page.getByText('Only for pros is saved in dev.'));
    await page.getByRole('switch', { name: 'Only for pros in dev' }).first().press('Space');
    await visible(page.getByText('Only for pros is on in dev.'));
    expect(await read(tenant, 'pro-only')).toMatchObject({ enabled: true, strategy });
  });

  it('deletes only after the key was typed, and only in that environment', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { key: 'old', name: 'Old' });
    await write(tenant, { env: 'staging', key: 'old', name: 'Old' });
    const page = await at.openAs(tenant, '/env/dev/flags/old');
    await page.getByRole('button', { name: 'Delete from dev' }).click();
    const confirm = page.getByRole('dialog').getByRole('button', { name: 'Delete from dev' });
    await visible(confirm);
    expect(await confirm.isDisabled()).toBe(true);
    await page.getByLabel('The key of the flag to delete').fill('old');
    await confirm.click();
    await visible(page.getByText('old is deleted from dev.'));
    expect(await read(tenant, 'old')).toMatchObject({ code: 'flag.not_found' });
    expect(await read(tenant, 'old', 'staging')).toMatchObject({ key: 'old' });
  });
});
