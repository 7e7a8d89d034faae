import { type TestDatabase, useChromium } from '@app/testing';
import type { BrowserContext, Page } from 'playwright-core';
import { type Client, register } from '../../../api/test/support/client';
import { useApp } from '../../../api/test/support/use-app';

/** A tenant of its own, and the API as a colleague of its owner would use it. */
export interface TestTenant {
  readonly name: string;
  readonly password: string;
  readonly api: Client;
}

/** The built console, served by the real application to a real browser. */
export interface TestConsole {
  /** Behind the application, for what only time could bring about. */
  readonly database: TestDatabase;
  /** Opens `path` of the console in a browser window of its own. */
  open(path: string, size?: { width: number; height: number }): Promise<Page>;
  /** Registers a tenant over the API. */
  newTenant(): Promise<TestTenant>;
  /** Opens `path` as somebody of `tenant`, who logs in as a person would. */
  openAs(tenant: TestTenant, path: string): Promise<Page>;
}

const DESKTOP = { width: 1280, height: 800 };
/** A machine that does other things at the same time is slow, not wrong. */
const PATIENCE_MS = 30_000;
const TEST_TIMEOUT_MS = 120_000;
/** What browsers say of a refused request, which is what some tests are about. */
const EXPECTED = /Failed to load resource/;

/** Starts application and browser for a spec file. No page may break a rule of the server's or throw. */
export function useConsole(): TestConsole {
  jest.setTimeout(TEST_TIMEOUT_MS);
  const app = useApp('embedded', {
    RATE_LIMIT_BURST: '1000',
    RATE_LIMIT_SUSTAINED_PER_SEC: '1000',
    USAGE_FLUSH_SECONDS: '0.1',
  });
  const chromium = useChromium();
  const windows: BrowserContext[] = [];
  const complaints: string[] = [];
  let tenants = 0;

  afterEach(async () => {
    for (const window of windows.splice(0)) await window.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  const open = async (path: string, viewport = DESKTOP): Promise<Page> => {
    const window = await chromium.browser.newContext({ viewport });
    windows.push(window);
    window.setDefaultTimeout(PATIENCE_MS);
    const page = await window.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' && !EXPECTED.test(message.text()))
        complaints.push(message.text());
    });
    await page.goto(`${app.url}/console${path}`);
    return page;
  };

  return {
    database: app.servers.database,
    open,
    newTenant: async () => {
      tenants += 1;
      const name = `tenant-${tenants}`;
      // What `register` makes of the name.
      const password = `${name.split('').reverse().join('')}-horse-battery`;
      return { name, password, api: await register(() => app.url, name) };
    },
    openAs: async (tenant, path) => {
      const page = await open(path);
      await logIn(page, tenant);
      return page;
    },
  };
}

/** Fills in the form that stands in front of every page. */
export async function logIn(
  page: Page,
  { name, password }: Pick<TestTenant, 'name' | 'password'>,
): Promise<void> {
  await page.getByLabel('Tenant').fill(name);
  await page.getByLabel('Password', { exact: true }).fill(password);
  await page.getByRole('button', { name: 'Log in' }).click();
  await page.getByRole('navigation', { name: 'Main' }).waitFor();
}
