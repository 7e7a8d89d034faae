/**
 * node memory.mjs [--requests 3000000] [--every 500000] [--json FILE]
 *
 * Memory of one process of the service over very many evaluations, each for somebody else.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { sendAtLeast } from '../management/memory.mjs';
import { freePort } from '../management/ports.mjs';
import { startPostgres } from '../management/postgres.mjs';
import { figure, table } from '../management/statistics.mjs';
import { FLAGS, keyOf, strategyOf } from './flags.mjs';
import { collectedHeapMb } from './servers/heap.mjs';
import { startRedis } from './servers/start-redis.mjs';
import { logIn, makeKey, put, putFlag, startToggle, TENANT } from './servers/start-toggle.mjs';

const CONNECTIONS = 64;
const SERVER_CORE = 0;
const LOAD_CORE = 1;
/** One request of so many asks for all flags. */
const BULK_EVERY = 100;
/** What was counted and sampled is written, and what was collected is given back. */
const SETTLE_MS = 3_000;
/** No measurement begins after this, however slow the machine is. */
const LIMIT_SECONDS = 180;
const FLAT = 1.05;

const { values: options } = parseArgs({
  options: {
    requests: { type: 'string', default: '3000000' },
    every: { type: 'string', default: '500000' },
    json: { type: 'string' },
  },
});
const [requests, every] = [options.requests, options.every].map(Number);

console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}`);
console.log(`load average before: ${loadavg().map(figure).join(' ')}`);

const postgres = await startPostgres();
let redis;
let server;
try {
  redis = await startRedis();
  const inspectPort = await freePort();
  server = await startToggle({
    databaseUrl: await postgres.url('toggle'),
    redisUrl: redis.url,
    core: SERVER_CORE,
    nodeArgs: [`--inspect=127.0.0.1:${inspectPort}`],
  });
  const points = await measure(inspectPort, await prepare());
  print(points);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(points)}\n`);
} finally {
  await server?.stop();
  await redis?.stop();
  await postgres.close();
}
console.log(`\nload average after: ${loadavg().map(figure).join(' ')}`);

/** Flags, a key, and a sample of contexts, so that all is at work that remembers anything of a user. */
async function prepare() {
  const session = await logIn(server.base);
  for (let index = 0; index < FLAGS; index += 1) {
    await putFlag(server.base, session, { key: keyOf(index), strategy: strategyOf(index) });
  }
  const sampling = { tenant: TENANT, env: 'dev', enabled: true, attributes: ['plan', 'country'] };
  await put(`${server.base}/context-sampling`, sampling, session);
  return {
    url: `${server.base}/ofrep/v1/evaluate/flags`,
    headers: { 'X-API-Key': await makeKey(server.base, session) },
    connections: CONNECTIONS,
    core: LOAD_CORE,
    script: new URL('lua/any-context.lua', import.meta.url).pathname,
    args: [`${FLAGS}`, `${BULK_EVERY}`],
  };
}

/** The first requests warm up; memory is taken after them and after each further part. */
async function measure(inspectPort, load) {
  const began = performance.now();
  const points = [{ sent: 0, ...(await taken(inspectPort)) }];
  for (
    let sent = 0;
    sent < requests + every && performance.now() - began < LIMIT_SECONDS * 1_000;
  ) {
    const cpuBefore = server.cpuSeconds();
    const part = await sendAtLeast(load, every);
    const perCpuSecond = part / (server.cpuSeconds() - cpuBefore);
    sent += part;
    points.push({ sent, perCpuSecond, ...(await taken(inspectPort)) });
  }
  return points;
}

async function taken(inspectPort) {
  const busyRssMb = server.rssMb();
  await pause(SETTLE_MS);
  const heapMb = await collectedHeapMb(inspectPort);
  return { busyRssMb, heapMb, rssMb: server.rssMb() };
}

function print(points) {
  console.log('\nmemory of the process in MB: resident while it works, then after a collection');
  console.log(
    table([
      ['after requests', 'at work', 'resident', 'heap', 'requests per CPU s'],
      ...points.map(({ sent, busyRssMb, rssMb, heapMb, perCpuSecond }) => [
        sent.toLocaleString('en'),
        ...[busyRssMb, rssMb, heapMb, perCpuSecond].map(figure),
      ]),
    ]),
  );
  const [, first] = points;
  const last = points.at(-1);
  const ratio = (name) => last[name] / first[name];
  const verdict = Math.max(ratio('heapMb'), ratio('rssMb')) <= FLAT ? 'met' : 'MISSED';
  console.log(
    `\n${(last.sent - first.sent).toLocaleString('en')} requests after the warm-up, last to first:` +
      ` heap ${figure(ratio('heapMb'))}, resident ${figure(ratio('rssMb'))}` +
      ` (goal: flat, ${FLAT} at most): ${verdict}`,
  );
}
