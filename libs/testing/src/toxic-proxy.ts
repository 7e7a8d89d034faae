import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

/** How the proxy treats its clients: `open` forwards, `cut` refuses connections, `frozen` accepts them and is silent. */
type Mode = 'open' | 'cut' | 'frozen';

/** A TCP proxy on 127.0.0.1 for tests of what happens when a server is lost, silent, or back again. */
export class ToxicProxy {
  private readonly sockets = new Set<Socket>();
  private mode: Mode = 'open';

  private constructor(
    private readonly server: Server,
    private readonly target: URL,
    /** The port it listens on, the same one for its whole life. */
    readonly port: number,
  ) {
    server.on('connection', (client) => this.accept(client));
  }

  /** Starts a proxy in front of the host and port of `url`. */
  static async start(url: string): Promise<ToxicProxy> {
    const server = createServer({ pauseOnConnect: true }).listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new ToxicProxy(server, new URL(url), (server.address() as AddressInfo).port);
  }

  /** The target's URL, led through the proxy. */
  get url(): string {
    const through = new URL(this.target);
    through.host = `127.0.0.1:${this.port}`;
    // URL adds a slash where the original has no path; clients differ on what it means.
    return this.target.pathname === '' || this.target.pathname === '/'
      ? through.href.replace(/\/$/, '')
      : through.href;
  }

  /** Breaks every connection and refuses new ones, as a stopped server does. */
  async cut(): Promise<void> {
    this.mode = 'cut';
    for (const socket of this.sockets) breakOff(socket);
    if (this.server.listening) {
      this.server.close();
      await once(this.server, 'close');
    }
  }

  /** Keeps connections open and lets nothing through, as a hung server or a lost network does. */
  freeze(): void {
    this.mode = 'frozen';
    for (const socket of this.sockets) socket.pause();
  }

  /** Forwards again, what was held back during a freeze included. */
  async restore(): Promise<void> {
    this.mode = 'open';
    for (const socket of this.sockets) socket.resume();
    if (this.server.listening) return;
    this.server.listen(this.port, '127.0.0.1');
    await once(this.server, 'listening');
  }

  /** Ends the proxy. */
  stop(): Promise<void> {
    return this.cut();
  }

  private accept(client: Socket): void {
    const upstream = connect(Number(this.target.port), this.target.hostname);
    this.join(client, upstream);
    this.join(upstream, client);
  }

  private join(from: Socket, to: Socket): void {
    this.sockets.add(from);
    from.on('data', (piece) => {
      if (!to.write(piece)) from.pause();
    });
    from.on('drain', () => {
      if (this.mode === 'open') to.resume();
    });
    from.on('end', () => to.end());
    from.on('error', () => to.destroy());
    from.on('close', () => {
      this.sockets.delete(from);
      to.destroy();
    });
    if (this.mode === 'open') from.resume();
    else from.pause();
  }
}

/** A connection that has been ended cannot be reset any more; tried nevertheless, its handle would never be closed. */
function breakOff(socket: Socket): void {
  if (socket.writableEnded) socket.destroy();
  else socket.resetAndDestroy();
}
