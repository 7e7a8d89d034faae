import { freePort } from '../ports.mjs';
import { startProcess } from '../process.mjs';

/** Plain Fastify. */
export async function startHello() {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}/`;
  const file = new URL('hello.mjs', import.meta.url).pathname;
  return {
    ...(await startProcess({ name: 'fastify', args: [file], env: { PORT: port }, url })),
    url,
  };
}
