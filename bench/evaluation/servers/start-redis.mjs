import { spawn } from 'node:child_process';
import { freePort } from '../../management/ports.mjs';

const START_LIMIT_MS = 10_000;

/** A Redis of this run's own on the loopback address, without persistence. */
export async function startRedis() {
  const port = await freePort();
  const settings = { bind: '127.0.0.1', port, save: '', appendonly: 'no' };
  const args = Object.entries(settings).flatMap(([name, value]) => [`--${name}`, `${value}`]);
  const child = spawn('redis-server', args, { stdio: ['ignore', 'pipe', 'inherit'] });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  await new Promise((resolve, reject) => {
    const timer = setTimeout(() => reject(new Error('Redis did not start.')), START_LIMIT_MS);
    child.once('error', reject);
    child.stdout.on('data', (text) => {
      if (!`${text}`.includes('Ready to accept connections')) return;
      clearTimeout(timer);
      resolve();
    });
  });
  return {
    url: `redis://127.0.0.1:${port}`,
    async stop() {
      child.kill('SIGTERM');
      await ended;
    },
  };
}
