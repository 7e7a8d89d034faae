import { TestServerHost } from './test-server-host';

/** Jest's globalSetup of the projects with real servers. Workers find the host by the environment. */
async function setup(): Promise<void> {
  const host = await TestServerHost.start();
  (globalThis as { testServerHost?: TestServerHost }).testServerHost = host;
  process.env.TEST_SERVER_HOST = host.url;
}

// Jest takes a module that is a function.
export = setup;
