import { logIn, useConsole } from './support/use-console';
import { visible } from './support/visible';

const PHONE = { width: 390, height: 844 };
const PAGES = [
  ['/env/dev/flags', 'Flags'],
  ['/env/dev/new-flag', 'New flag'],
  ['/env/dev/flags/a-flag-with-a-rather-long-key-that-does-not-fit', 'A flag'],
  ['/env/dev/flags/a-flag-with-a-rather-long-key-that-does-not-fit/edit', 'Edit A flag'],
  ['/env/dev/usage', 'Usage'],
  ['/env/dev/clients', 'Clients'],
  ['/env/dev/usage/contexts', 'Recent contexts'],
  ['/promote', 'Promote'],
  ['/audit', 'Audit log'],
  ['/account', 'Account'],
] as const;

describe('on a phone', () => {
  const at = useConsole();

  it('no page is wider than the screen, and the menu leads everywhere', async () => {
    const tenant = await at.newTenant();
    await tenant.api.post('/features', {
      tenant: tenant.name,
      env: 'dev',
      key: 'a-flag-with-a-rather-long-key-that-does-not-fit',
      name: 'A flag',
      tags: ['one', 'two', 'three', 'four', 'five', 'six'],
    });
    const page = await at.open('/', PHONE);
    await logIn(page, tenant);
    for (const [path, heading] of PAGES) {
      await page.goto(new URL(`/console${path}`, page.url()).href);
      await visible(page.getByRole('heading', { name: heading, exact: true }));
      const width = await page.evaluate(() => document.documentElement.scrollWidth);
      expect([path, width]).toEqual([path, PHONE.width]);
    }
    await page.getByRole('button', { name: 'Menu', exact: true }).click();
    await page.getByRole('link', { name: 'Promote' }).click();
    await visible(page.getByRole('heading', { name: 'Promote' }));
  });
});
