import type { Browser } from 'playwright-core';

import { findProgram } from '../find-program';
import { ServerMissing } from '../server-missing';

const START_TIMEOUT_MS = 60_000;
const SILENT_AND_OFFLINE = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-dev-shm-usage',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
];

/** The browser of a spec file, there from `beforeAll` on. */
export interface TestChromium {
  readonly browser: Browser;
}

/**
 * Gives the spec file a headless Chromium: that of `TEST_CHROMIUM`, or the system's.
 * @throws ServerMissing when there is none.
 */
export function useChromium(): TestChromium {
  const executablePath =
    process.env.TEST_CHROMIUM ?? findProgram('chromium', 'chromium-browser', 'google-chrome');
  if (executablePath === undefined) {
    throw new ServerMissing(
      'Chromium',
      'Install it (apt-get install chromium fonts-liberation) or set TEST_CHROMIUM.',
    );
  }
  let browser: Browser | undefined;

  beforeAll(async () => {
    const { chromium } = await import('playwright-core');
    browser = await chromium.launch({ executablePath, args: SILENT_AND_OFFLINE });
  }, START_TIMEOUT_MS);
  afterAll(() => browser?.close());

  return {
    get browser() {
      if (browser === undefined) throw new Error('Chromium is there from beforeAll on.');
      return browser;
    },
  };
}
