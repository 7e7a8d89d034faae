import type { TestServerHost } from './test-server-host';

/** Jest's globalTeardown: stops what the run started. After a kill the guardians of the servers do it. */
async function teardown(): Promise<void> {
  await (globalThis as { testServerHost?: TestServerHost }).testServerHost?.stop();
}

// Jest takes a module that is a function.
export = teardown;
