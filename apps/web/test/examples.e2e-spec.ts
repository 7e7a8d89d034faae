import type { BrowserContext, Page } from 'playwright-core';
import { eventually, useChromium } from '@app/testing';
import { type Client, logIn } from '../../api/test/support/client';
import { useApp } from '../../api/test/support/use-app';
import { serveExample, type ServedExample } from './support/serve-example';
import { visible } from './support/visible';

describe.each(['browser-page', 'react-app'])('the example %s', (example) => {
  jest.setTimeout(120_000);
  const app = useApp('embedded');
  const chromium = useChromium();
  const complaints: string[] = [];
  const told: { status: number; body: string }[] = [];
  let zebra: Client;
  let served: ServedExample;
  let window: BrowserContext;
  let page: Page;

  const put = async (enabled: boolean, more: object = {}) => {
    const flag = { tenant: 'zebra', env: 'dev', key: 'new-checkout', clientVisible: true };
    await zebra.post('/features', { ...flag, enabled, ...more });
  };

  beforeAll(async () => {
    zebra = await logIn(() => app.url);
    const request = { tenant: 'zebra', env: 'dev', name: 'page', scope: 'evaluate:client' };
    const { body } = await zebra.post('/api-keys', request);
    served = await serveExample(example, {
      VITE_TOGGLE_URL: app.url,
      VITE_TOGGLE_KEY: (body as { secret: string }).secret,
    });
  });
  afterAll(() => served.stop());
  beforeEach(async () => {
    await put(false, { strategy: { type: 'boolean' } });
    told.length = 0;
    window = await chromium.browser.newContext();
    page = await window.newPage();
    page.on('pageerror', ({ message }) => complaints.push(message));
    page.on('console', (message) => {
      if (message.type() === 'error' || message.type() === 'warning')
        complaints.push(message.text());
    });
    page.on('response', (response) => {
      const asked = response.request();
      if (asked.method() === 'POST' && asked.url().endsWith('/telemetry'))
        told.push({ status: response.status(), body: asked.postData() ?? '' });
    });
    await page.goto(served.url);
    await visible(page.getByText('The checkout you know'));
  });
  afterEach(async () => {
    await window.close();
    expect(complaints.splice(0)).toEqual([]);
  });

  it('shows a change while it is open, and acknowledges the revision', async () => {
    await put(true);
    await visible(page.getByText('The new checkout'));
    const { revision } = (await zebra.get('/environments/dev')).body as { revision: number };
    await eventually(() => {
      const last = told.at(-1);
      expect(last?.status).toBe(202);
      expect(JSON.parse(last?.body ?? '{}')).toMatchObject({ client: { revision } });
    });
  });

  it('answers anew for another user', async () => {
    await put(true, { strategy: { type: 'targeting', allow: ['bob'] } });
    await page.getByLabel('User').fill('bob');
    await page.getByLabel('User').blur();
    await visible(page.getByText('The new checkout'));
  });

  it('has its last answers at once when it is opened again, service or not', async () => {
    await put(true);
    await visible(page.getByText('The new checkout'));
    await page.route(`${app.url}/**`, (route) => route.abort());
    complaints.length = 0;
    await page.reload();
    await visible(page.getByText('The new checkout'));
    // The browser itself complains of requests that fail, which is what this is about.
    complaints.length = 0;
  });

  it('tells what it asked for when it is hidden', async () => {
    await eventually(() => expect(told).not.toHaveLength(0));
    await put(true);
    await visible(page.getByText('The new checkout'));
    told.length = 0;
    // As the browser does it when somebody goes to another tab.
    await page.evaluate(() => {
      Object.defineProperty(document, 'visibilityState', { value: 'hidden', configurable: true });
      document.dispatchEvent(new Event('visibilitychange'));
    });
    await eventually(() => {
      const usage = told.flatMap(({ body }) => (JSON.parse(body) as { usage?: object[] }).usage);
      expect(usage).toContainEqual(
        expect.objectContaining({ flag: 'new-checkout', variant: 'on' }),
      );
    });
  });
});
