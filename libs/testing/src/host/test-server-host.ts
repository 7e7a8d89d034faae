import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

import { startElasticsearch } from '../elasticsearch/elasticsearch-server';
import { startPostgres } from '../postgres/postgres-server';
import type { RunningServer } from '../running-server';

/** The servers that one test run shares between its workers. */
export type SharedServer = 'postgres' | 'elasticsearch';

const START: Record<SharedServer, () => Promise<RunningServer>> = {
  postgres: startPostgres,
  elasticsearch: startElasticsearch,
};

/**
 * Lives in the main process of a test run and starts a shared server when the first worker asks for it by HTTP, so a
 * run of pure specs starts none and a run of one spec starts what that one needs.
 */
export class TestServerHost {
  private readonly started = new Map<SharedServer, Promise<RunningServer>>();

  private constructor(private readonly server: Server) {
    server.on('request', (request, response) => void this.answer(request.url ?? '', response));
  }

  static async start(): Promise<TestServerHost> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    server.unref();
    return new TestServerHost(server);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Stops every server that was started. */
  async stop(): Promise<void> {
    this.server.close();
    const servers = await Promise.allSettled(this.started.values());
    await Promise.all(
      servers.map(async (server) => server.status === 'fulfilled' && server.value.stop()),
    );
  }

  private async answer(path: string, response: ServerResponse): Promise<void> {
    const name = path.slice(1) as SharedServer;
    // A kept connection could be closed by us in the moment a worker asks again on it.
    response.setHeader('Connection', 'close');
    try {
      const { url } = await this.running(name);
      response.end(url);
    } catch (error) {
      response.statusCode = 500;
      response.end((error as Error).message);
    }
  }

  private running(name: SharedServer): Promise<RunningServer> {
    const running = this.started.get(name) ?? START[name]();
    this.started.set(name, running);
    return running;
  }
}

/**
 * The URL of a shared server, which the run's host starts when it is asked for the first time.
 * @throws Error with the reason when it does not start.
 */
export async function sharedServer(name: SharedServer): Promise<string> {
  const host = process.env.TEST_SERVER_HOST;
  if (host === undefined)
    throw new Error(
      'Run specs with jest.config.js of this project: its globalSetup starts servers.',
    );
  const response = await fetch(`${host}/${name}`);
  const text = await response.text();
  if (!response.ok) throw new Error(`The test server "${name}" did not start: ${text}`);
  return text;
}
