import { logIn, useConsole } from './support/use-console';
import { visible } from './support/visible';

const PASSWORD = 'four unrelated garden words';

describe('someone at the door of the console', () => {
  const at = useConsole();

  it('registers a tenant and finds an empty environment that says how to begin', async () => {
    const page = await at.open('/');
    await page.getByRole('link', { name: 'Register a tenant' }).click();
    await visible(page.getByRole('heading', { name: 'Register a tenant' }));
    await page.getByLabel('Tenant').fill('okapi');
    await page.getByLabel('Name', { exact: true }).fill('Okapi Ltd');
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Register' }).click();
    await visible(page.getByText('No flags in dev yet'));
    await visible(page.getByRole('button', { name: 'Okapi Ltd' }));
  });

  it('is told at the field that a password is too weak', async () => {
    const page = await at.open('/register');
    await page.getByLabel('Tenant').fill('weak');
    await page.getByLabel('Password', { exact: true }).fill('short');
    await page.getByRole('button', { name: 'Register' }).click();
    await visible(page.getByText('look at the marked fields'));
    const field = page.getByLabel('Password', { exact: true });
    expect(await field.getAttribute('aria-invalid')).toBe('true');
  });

  it('is told that a name is taken', async () => {
    const { name } = await at.newTenant();
    const page = await at.open('/register');
    await page.getByLabel('Tenant').fill(name);
    await page.getByLabel('Password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Register' }).click();
    await visible(page.getByRole('alert').getByText('is taken'));
  });

  it('learns nothing from a wrong password but that it did not work', async () => {
    const { name } = await at.newTenant();
    const page = await at.open('/login');
    const refusals: string[] = [];
    for (const tenant of [name, 'nobody-at-all']) {
      await page.getByLabel('Tenant').fill(tenant);
      await page.getByLabel('Password', { exact: true }).fill('not the password');
      const answered = page.waitForResponse('**/auth/login');
      await page.getByRole('button', { name: 'Log in' }).click();
      await answered;
      const notice = page.getByRole('alert');
      await visible(notice);
      refusals.push((await notice.innerText()).replace(/Request .*/, ''));
    }
    expect(refusals[0]).toBe(refusals[1]);
  });

  it('comes to the page of the address after logging in, and stays there when it is loaded again', async () => {
    const tenant = await at.newTenant();
    const page = await at.openAs(tenant, '/audit?env=staging');
    await visible(page.getByRole('heading', { name: 'Audit log' }));
    await page.reload();
    await visible(page.getByRole('heading', { name: 'Audit log' }));
    expect(new URL(page.url()).search).toBe('?env=staging');
  });
});

describe('someone who is logged in', () => {
  const at = useConsole();

  it('logs out, and the session is worth nothing any more', async () => {
    const page = await at.openAs(await at.newTenant(), '/');
    await page.getByRole('link', { name: 'Audit log' }).click();
    await page.getByRole('button', { name: /^tenant-/ }).click();
    await page.getByRole('menuitem', { name: 'Log out' }).click();
    await visible(page.getByRole('heading', { name: 'Log in' }));
    expect((await page.request.get(new URL('/auth/me', page.url()).href)).status()).toBe(401);
    await page.goBack();
    await visible(page.getByRole('heading', { name: 'Log in' }));
  });

  it('is asked to log in again when the session has ended elsewhere, and comes back', async () => {
    const tenant = await at.newTenant();
    const page = await at.openAs(tenant, '/env/staging/flags');
    await page.context().clearCookies();
    await page.getByRole('link', { name: 'Audit log' }).click();
    await visible(page.getByRole('heading', { name: 'Log in' }));
    await logIn(page, tenant);
    await visible(page.getByRole('heading', { name: 'Audit log' }));
  });

  it('changes the password; the present one must be right', async () => {
    const tenant = await at.newTenant();
    const page = await at.openAs(tenant, '/account');
    const present = page.getByLabel('Present password', { exact: true });
    await present.fill('not the password');
    await page.getByLabel('New password', { exact: true }).fill(PASSWORD);
    await page.getByRole('button', { name: 'Change password' }).click();
    await visible(page.getByText('look at the marked fields'));
    expect(await present.getAttribute('aria-invalid')).toBe('true');
    await present.fill(tenant.password);
    await page.getByRole('button', { name: 'Change password' }).click();
    await visible(page.getByText('The password is changed.'));
    const elsewhere = await at.open('/login');
    await logIn(elsewhere, { name: tenant.name, password: PASSWORD });
  });

  it('adds an environment and is taken there', async () => {
    const page = await at.openAs(await at.newTenant(), '/env/dev/flags');
    await page.getByRole('button', { name: 'Environment: dev' }).click();
    await page.getByRole('menuitem', { name: 'Add environment' }).click();
    const dialog = page.getByRole('dialog');
    const name = dialog.getByRole('textbox', { name: 'Name' });
    await name.fill('prod');
    await dialog.getByRole('button', { name: 'Add environment' }).click();
    await visible(dialog.getByText('There is an environment "prod" already.'));
    await name.fill('qa');
    await dialog.getByRole('button', { name: 'Add environment' }).click();
    await visible(page.getByText('No flags in qa yet'));
  });

  it('deletes the environment that one is in after its name was typed, and goes to another', async () => {
    const tenant = await at.newTenant();
    const place = { tenant: tenant.name, env: 'dev', key: 'in-the-way' };
    await tenant.api.post('/features', { ...place, strategy: { type: 'boolean' } });
    const page = await at.openAs(tenant, '/env/dev/flags');
    await page.getByRole('button', { name: 'Environment: dev' }).click();
    await page.getByRole('menuitem', { name: 'Delete dev' }).click();
    const dialog = page.getByRole('dialog');
    const confirm = dialog.getByRole('button', { name: 'Delete dev' });
    expect(await confirm.isDisabled()).toBe(true);
    await dialog.getByLabel('The name of the environment to delete').fill('dev');
    await confirm.click();
    await visible(dialog.getByText('"dev" still has 1 flag; delete what is in it first.'));
    await tenant.api.delete('/features', place);
    await confirm.click();
    await visible(page.getByText('No flags in staging yet'));
    await page.getByRole('button', { name: 'Environment: staging' }).click();
    expect(await page.getByRole('menuitem', { name: 'dev', exact: true }).count()).toBe(0);
    await page.goto(new URL('/console/', page.url()).href);
    await visible(page.getByText('No flags in staging yet'));
  });
});
