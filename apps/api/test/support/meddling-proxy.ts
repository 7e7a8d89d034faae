import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type IncomingMessage,
  request,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** Changes what passes: the text of an answer or of a piece of a stream, given the path that was asked. */
export type Meddling = (text: string, path: string) => string;

/** An HTTP proxy that can be told to change what the service says, or not to let some paths through. */
export class MeddlingProxy {
  /** Changes answers; `undefined`: hands them on as they are. */
  meddle: Meddling | undefined;
  /** Paths for which it answers 503 itself. */
  blocked: RegExp | undefined;
  /** Every path that was asked for, in order. */
  readonly asked: string[] = [];

  private constructor(
    private readonly server: Server,
    private readonly target: () => string,
  ) {
    server.on('request', (incoming: IncomingMessage, outgoing: ServerResponse) =>
      this.pass(incoming, outgoing),
    );
  }

  static async start(target: () => string): Promise<MeddlingProxy> {
    const server = createServer().listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new MeddlingProxy(server, target);
  }

  get url(): string {
    return `http://127.0.0.1:${(this.server.address() as AddressInfo).port}`;
  }

  /** Ends every connection; clients may come again. */
  drop(): void {
    this.server.closeAllConnections();
  }

  async stop(): Promise<void> {
    this.server.close();
    this.drop();
  }

  private pass(incoming: IncomingMessage, outgoing: ServerResponse): void {
    const path = incoming.url ?? '/';
    this.asked.push(path);
    if (this.blocked?.test(path) === true) {
      outgoing.writeHead(503).end();
      return;
    }
    const { method } = incoming;
    const headers = without(incoming.headers, ['accept-encoding', 'host']);
    const sent = request(`${this.target()}${path}`, { method, headers }, (answer) => {
      outgoing.writeHead(answer.statusCode ?? 502, without(answer.headers, ['content-length']));
      answer.setEncoding('utf8');
      answer.on('data', (text: string) => outgoing.write(this.meddle?.(text, path) ?? text));
      answer.on('end', () => outgoing.end());
      answer.on('error', () => outgoing.destroy());
    });
    sent.on('error', () => outgoing.destroy());
    outgoing.on('close', () => sent.destroy());
    incoming.pipe(sent);
  }
}

/** What is changed on its way must be plain text, of any length. */
function without(headers: IncomingHttpHeaders, names: readonly string[]): IncomingHttpHeaders {
  return Object.fromEntries(Object.entries(headers).filter(([name]) => !names.includes(name)));
}
