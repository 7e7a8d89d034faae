import { type TestTenant, useConsole } from './support/use-console';
import { visible } from './support/visible';

async function write({ name, api }: TestTenant, flag: object): Promise<void> {
  const { status, text } = await api.post('/features', { tenant: name, ...flag });
  if (status > 201) throw new Error(text);
}

const percentage = (share: number) => ({ type: 'percentage', percentage: share });

describe('promoting flags', () => {
  const at = useConsole();

  /** One flag that differs, one that is new, one that is the same. */
  async function twoEnvironments(): Promise<TestTenant> {
    const tenant = await at.newTenant();
    await write(tenant, { env: 'dev', key: 'checkout', strategy: percentage(30), enabled: true });
    await write(tenant, { env: 'prod', key: 'checkout', strategy: percentage(5), enabled: true });
    await write(tenant, { env: 'dev', key: 'brand-new', name: 'Brand new' });
    await write(tenant, { env: 'dev', key: 'same' });
    await write(tenant, { env: 'prod', key: 'same' });
    return tenant;
  }

  async function inProd({ name, api }: TestTenant, key: string): Promise<unknown> {
    return (await api.get(`/features/${key}?tenant=${name}&env=prod`)).body as unknown;
  }

  it('shows every difference first, replaces only what was chosen, and the log tells of it', async () => {
    const tenant = await twoEnvironments();
    const page = await at.openAs(tenant, '/promote?from=dev&to=prod');
    await visible(page.getByText('2 flags differ'));
    await page.getByRole('checkbox', { name: 'Promote checkout' }).check();
    await visible(page.getByText('1 chosen flag is different in prod'));
    expect(await page.getByRole('button', { name: 'Review' }).isDisabled()).toBe(true);
    await page.getByRole('button', { name: 'Replace in prod' }).click();
    await page.getByRole('button', { name: 'Review' }).click();
    const dialog = page.getByRole('dialog');
    await visible(dialog.getByText('5 %', { exact: true }));
    await visible(dialog.getByText('30 %', { exact: true }));
    expect(await inProd(tenant, 'checkout')).toMatchObject({ strategy: percentage(5) });
    await dialog.getByRole('button', { name: 'Apply 1 change to prod' }).click();
    await visible(page.getByText('1 change applied to prod'));
    expect(await inProd(tenant, 'checkout')).toMatchObject({ strategy: percentage(30) });
    expect(await inProd(tenant, 'brand-new')).toMatchObject({ code: 'flag.not_found' });
    await page.getByRole('link', { name: 'Audit log of prod' }).click();
    await page.getByRole('button', { name: 'Share of users: 5 % → 30 %' }).click();
    await visible(page.getByText('Part of promotion'));
  });

  it('changes nothing when someone changed the target after the preview, and compares again', async () => {
    const tenant = await twoEnvironments();
    const page = await at.openAs(tenant, '/promote?from=dev&to=prod');
    await page.getByRole('checkbox', { name: 'Promote brand-new' }).check();
    await page.getByRole('button', { name: 'Review' }).click();
    const apply = page.getByRole('button', { name: 'Apply 1 change to prod' });
    await visible(apply);
    await write(tenant, { env: 'prod', key: 'same', enabled: true });
    await apply.click();
    await visible(page.getByText('Someone changed one of the two environments in between'));
    expect(await inProd(tenant, 'brand-new')).toMatchObject({ code: 'flag.not_found' });
    await page.getByRole('button', { name: 'Compare again' }).click();
    await apply.click();
    await visible(page.getByText('1 change applied to prod'));
    expect(await inProd(tenant, 'brand-new')).toMatchObject({ name: 'Brand new' });
  });

  it('can leave the switches of the target as they are', async () => {
    const tenant = await at.newTenant();
    await write(tenant, { env: 'dev', key: 'checkout', enabled: true });
    const page = await at.openAs(tenant, '/promote?from=dev&to=prod');
    await page.getByRole('checkbox', { name: 'Keep every switch of prod as it is' }).check();
    await page.getByRole('checkbox', { name: 'Promote checkout' }).check();
    await page.getByRole('button', { name: 'Review' }).click();
    await page.getByRole('button', { name: 'Apply 1 change to prod' }).click();
    await visible(page.getByText('1 change applied to prod'));
    expect(await inProd(tenant, 'checkout')).toMatchObject({ enabled: false });
  });

  it('says so when there is nothing to bring over', async () => {
    const page = await at.openAs(await at.newTenant(), '/promote');
    await visible(page.getByText('staging has everything that dev has'));
  });
});
