import { freePort } from '../../management/ports.mjs';
import { startProcess } from '../../management/process.mjs';

/** Raw node:http or plain Fastify, answering `bytes` bytes with `status`. */
export async function startYardstick(name, { core, bytes = 0, status = 200 }) {
  const port = await freePort();
  const base = `http://127.0.0.1:${port}`;
  const file = new URL(`${name}.mjs`, import.meta.url).pathname;
  const env = { PORT: port, BYTES: bytes, STATUS: status };
  return { ...(await startProcess({ name, args: [file], env, url: `${base}/`, core })), base };
}
