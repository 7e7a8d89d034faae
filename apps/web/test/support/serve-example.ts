import { execFile } from 'node:child_process';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { readFile } from 'node:fs/promises';
import type { AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { extname, join } from 'node:path';
import { promisify } from 'node:util';

const ROOT = join(__dirname, '../../../..');
const VITE = join(ROOT, 'node_modules/vite/bin/vite.js');
const CONFIG = join(__dirname, 'examples.vite.config.mjs');
const TYPES: Readonly<Record<string, string>> = {
  '.html': 'text/html',
  '.js': 'text/javascript',
  '.css': 'text/css',
};

/** A built example on an origin of its own. */
export interface ServedExample {
  readonly url: string;
  stop(): void;
}

/**
 * Builds an example as its `npm run build` does and serves it as any host of static files would.
 * @param settings as environment variables, `VITE_…`
 */
export async function serveExample(
  name: string,
  settings: Record<string, string>,
): Promise<ServedExample> {
  const folder = mkdtempSync(join(tmpdir(), 'toggle-example-'));
  await promisify(execFile)(
    process.execPath,
    [VITE, 'build', join(ROOT, 'examples', name), '--config', CONFIG, '--outDir', folder],
    { env: { ...process.env, NODE_ENV: 'production', ...settings } },
  );
  const server = createServer((request, response) => {
    const path = request.url === '/' ? '/index.html' : (request.url ?? '');
    readFile(join(folder, path)).then(
      (content) => {
        response.setHeader('Content-Type', TYPES[extname(path)] ?? 'application/octet-stream');
        response.end(content);
      },
      () => response.writeHead(404).end(),
    );
  });
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  return {
    url: `http://127.0.0.1:${(server.address() as AddressInfo).port}/`,
    stop: () => {
      server.close();
      rmSync(folder, { recursive: true });
    },
  };
}
