/** How soon the SDK is ready from 10,000 flags, in fresh processes: from a service, and from its copy on disk. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { exportJWK, FlattenedSign, generateKeyPair } from 'jose';
import { flagsOf } from '../../engine/flags.mjs';
import { strategyOf } from '../../evaluation/flags.mjs';
import { silent, snapshotOf } from './toggle-sdk.mjs';

const FLAGS = 10_000;
const RUNS = 9;
const GOAL_MS = 150;

/** What is loaded: rollouts, as bench/local/snapshot.mjs has them, and the five cases with their lists of 100 ids. */
const ENVIRONMENTS = {
  rollouts: () => Array.from({ length: FLAGS }, (_, index) => flagOf(index)),
  'five cases': () => Array.from({ length: FLAGS / 5 }, (_, set) => flagsOf(`f${set}-`)).flat(),
};

function flagOf(index) {
  const [flag] = flagsOf(`f${index}-`);
  return { ...flag, strategy: strategyOf(index) };
}

export async function measureReady() {
  for (const [name, flags] of Object.entries(ENVIRONMENTS)) await measure(name, flags());
}

async function measure(name, flags) {
  const body = snapshotOf(flags);
  const service = await startService(body);
  const cacheDir = mkdtempSync(join(tmpdir(), 'toggle-bench-'));
  const megabytes = (body.length / 2 ** 20).toFixed(1);
  console.log(`\nready from ${FLAGS} flags, ${name}, ${megabytes} MB (goal ${GOAL_MS} ms)`);
  for (const [source, options] of [
    ['service, signature checked', {}],
    ['service, believed', { verify: false }],
    ['copy on disk, checked', { cacheDir }],
  ]) {
    // The first run with a folder fills it.
    if (options.cacheDir !== undefined) await runOnce(service.url, options);
    const runs = [];
    for (let run = 0; run < RUNS; run += 1) runs.push(await runOnce(service.url, options));
    runs.sort((a, b) => a - b);
    console.log(
      `${source.padEnd(28)} minimum ${runs[0].toFixed(0)} ms, median ${runs[Math.floor(RUNS / 2)].toFixed(0)} ms`,
    );
  }
  service.close();
  rmSync(cacheDir, { recursive: true });
}

async function runOnce(url, options) {
  const worker = fork(fileURLToPath(import.meta.url), [JSON.stringify({ url, ...options })]);
  const [ms] = await once(worker, 'message');
  await once(worker, 'exit');
  return ms;
}

async function startService(body) {
  const { publicKey, privateKey } = await generateKeyPair('EdDSA', { crv: 'Ed25519' });
  const { protected: header, signature } = await new FlattenedSign(Buffer.from(body))
    .setProtectedHeader({ alg: 'EdDSA', kid: 'k', b64: false, crit: ['b64'] })
    .sign(privateKey);
  const jwks = { keys: [{ ...(await exportJWK(publicKey)), kid: 'k', alg: 'EdDSA', use: 'sig' }] };
  const zipped = gzipSync(body);
  const json = { 'Content-Type': 'application/json' };
  const server = createServer((request, response) => {
    if (request.url === '/.well-known/jwks.json')
      response.writeHead(200, json).end(JSON.stringify(jwks));
    else if (request.url.startsWith('/snapshot'))
      response
        .writeHead(200, {
          ...json,
          'Content-Encoding': 'gzip',
          'Toggle-Signature': `${header}..${signature}`,
        })
        .end(zipped);
    else response.writeHead(404).end();
  }).listen(0);
  return { url: `http://127.0.0.1:${server.address().port}`, close: () => server.close() };
}

if (process.argv[1] === fileURLToPath(import.meta.url)) {
  const { ToggleProvider } = await import('../../../libs/openfeature-server/dist/index.mjs');
  const options = { apiKey: 'key', logger: silent, usage: false, ...JSON.parse(process.argv[2]) };
  const provider = new ToggleProvider(options);
  const start = performance.now();
  await provider.initialize();
  const ms = performance.now() - start;
  await provider.shutdown();
  process.send(ms, () => process.exit(0));
}
