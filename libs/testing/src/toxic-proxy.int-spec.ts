import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Server, type Socket } from 'node:net';

import { ToxicProxy } from './toxic-proxy';

describe('a toxic proxy in front of an echo server', () => {
  let echo: Server;
  let proxy: ToxicProxy;

  beforeEach(async () => {
    echo = createServer((socket) => {
      socket.on('error', () => undefined);
      socket.pipe(socket);
    }).listen(0, '127.0.0.1');
    await once(echo, 'listening');
    proxy = await ToxicProxy.start(`tcp://127.0.0.1:${(echo.address() as AddressInfo).port}`);
  });

  afterEach(async () => {
    await proxy.stop();
    echo.close();
    await once(echo, 'close');
  });

  async function client(): Promise<Socket> {
    const socket = connect(proxy.port, '127.0.0.1');
    socket.on('error', () => undefined);
    await once(socket, 'connect');
    return socket;
  }

  async function say(socket: Socket, word: string): Promise<string> {
    socket.write(word);
    const [answer] = (await once(socket, 'data')) as [Buffer];
    return answer.toString();
  }

  it('forwards while it is open', async () => {
    const socket = await client();
    expect(await say(socket, 'hello')).toBe('hello');
    socket.destroy();
  });

  it('breaks connections and refuses new ones when it is cut', async () => {
    const socket = await client();
    await say(socket, 'hello');
    const closed = new Promise((resolve) => socket.once('close', resolve));
    await proxy.cut();
    await closed;
    await expect(once(connect(proxy.port, '127.0.0.1'), 'connect')).rejects.toThrow('ECONNREFUSED');
  });

  it('forwards again after it is restored', async () => {
    await proxy.cut();
    await proxy.restore();
    const socket = await client();
    expect(await say(socket, 'again')).toBe('again');
    socket.destroy();
  });

  it('holds everything back while it is frozen, and delivers it afterwards', async () => {
    const socket = await client();
    await say(socket, 'before');
    proxy.freeze();
    const answer = say(socket, 'during');
    await expect(Promise.race([answer, quiet(socket)])).resolves.toBe('quiet');
    await proxy.restore();
    expect(await answer).toBe('during');
    socket.destroy();
  });

  /** What has not arrived after another connection was made and frozen too was held back. */
  async function quiet(socket: Socket): Promise<string> {
    const other = await client();
    other.destroy();
    return socket.readableLength === 0 ? 'quiet' : 'loud';
  }
});
