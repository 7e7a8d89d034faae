import type { Locator } from 'playwright-core';

/** Waits until it is seen; fails with the locator's own words when it never is. */
export async function visible(locator: Locator): Promise<void> {
  await locator.first().waitFor({ state: 'visible' });
}
