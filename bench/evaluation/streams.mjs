/**
 * node streams.mjs [--streams 10000] [--changes 20] [--json FILE]
 *
 * Idle event streams in one process of the service: what they cost, and how one change reaches all.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../management/postgres.mjs';
import { figure, table } from '../management/statistics.mjs';
import { FLAGS, keyOf, strategyOf } from './flags.mjs';
import { openStreams } from './open-streams.mjs';
import { percentile } from './percentiles.mjs';
import { get, logIn, makeKey, putFlag, startToggle, TENANT } from './servers/start-toggle.mjs';

const GOAL_MB = 500;
/** Each stream is sent one heartbeat in this time. */
const HEARTBEAT_SECONDS = 20;
const SETTLE_MS = 5_000;
const LONGEST_PAUSE_MS = 500;

const { values: options } = parseArgs({
  options: {
    streams: { type: 'string', default: '10000' },
    changes: { type: 'string', default: '20' },
    json: { type: 'string' },
  },
});
const [count, changes] = [Number(options.streams), Number(options.changes)];

console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}`);
console.log(`load average before: ${loadavg().map(figure).join(' ')}`);

const postgres = await startPostgres();
let server;
try {
  server = await startToggle({
    databaseUrl: await postgres.url('toggle'),
    env: { STREAMS_PER_TENANT: count },
  });
  const session = await logIn(server.base);
  for (let index = 0; index < FLAGS; index += 1) {
    await putFlag(server.base, session, { key: keyOf(index), strategy: strategyOf(index) });
  }
  const headers = { 'X-API-Key': await makeKey(server.base, session) };
  const result = await measure(session, headers);
  print(result);
  if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(result)}\n`);
} finally {
  await server?.stop();
  await postgres.close();
}
console.log(`\nload average after: ${loadavg().map(figure).join(' ')}`);

async function measure(session, headers) {
  await pause(SETTLE_MS);
  const before = { ...(await atRest()), rssMb: server.rssMb() };
  const began = performance.now();
  const cpuBefore = server.cpuSeconds();
  const streams = await openStreams({ url: `${server.base}/stream`, headers, count });
  try {
    const opened = {
      seconds: (performance.now() - began) / 1_000,
      cpuSeconds: server.cpuSeconds() - cpuBefore,
    };
    await pause(SETTLE_MS);
    const open = { ...(await atRest()), rssMb: server.rssMb() };
    const fanOut = await fanOuts(streams, session);
    return { streams: count, before, opened, open, fanOut, rssAfterMb: server.rssMb() };
  } finally {
    streams.close();
  }
}

/** What the process does while nothing happens: of one round of heartbeats. */
async function atRest() {
  const before = server.cpuSeconds();
  await pause(HEARTBEAT_SECONDS * 1_000);
  return { cpuPercent: ((server.cpuSeconds() - before) / HEARTBEAT_SECONDS) * 100 };
}

async function fanOuts(streams, session) {
  const result = { each: [], last: [], cpuSeconds: 0 };
  const { revision } = await get(`${server.base}/environments/dev?tenant=${TENANT}`, session);
  for (let index = 1; index <= changes; index += 1) {
    await pause(Math.random() * LONGEST_PAUSE_MS);
    const before = server.cpuSeconds();
    await putFlag(server.base, session, { key: keyOf(0), enabled: index % 2 === 0 });
    const answered = performance.now();
    const heard = await streams.heard(revision + index);
    result.cpuSeconds += server.cpuSeconds() - before;
    for (const moment of heard) result.each.push(Math.max(moment - answered, 0));
    result.last.push(Math.max(...heard) - answered);
  }
  return result;
}

function print({ before, opened, open, fanOut, rssAfterMb }) {
  const perStream = ((open.rssMb - before.rssMb) * 1_024) / count;
  console.log(`\n${count.toLocaleString('en')} streams in one process`);
  console.log(
    table([
      ['', 'without', 'with', 'after the changes'],
      ['resident memory, MB', figure(before.rssMb), figure(open.rssMb), figure(rssAfterMb)],
      ['of one core at rest, %', figure(before.cpuPercent), figure(open.cpuPercent), ''],
    ]),
  );
  const most = Math.max(open.rssMb, rssAfterMb);
  console.log(`\ngoal: within ${GOAL_MB} MB: ${most <= GOAL_MB ? 'met' : 'MISSED'}`);
  console.log(`a stream: ${figure(perStream)} KB`);
  const beats = (open.cpuPercent - before.cpuPercent) * HEARTBEAT_SECONDS * 10_000;
  console.log(`a heartbeat: ${figure(beats / count)} µs of processor time`);
  console.log(
    `opened in ${figure(opened.seconds)} s, ${figure(opened.cpuSeconds)} s of processor time`,
  );
  console.log(`\none change, ${changes} times, from the write's answer, in ms`);
  const row = (name, values) => [
    name,
    ...[50, 99, 100].map((percent) => figure(percentile(values, percent))),
  ];
  console.log(
    table([
      ['until', 'p50', 'p99', 'most'],
      row('a stream has the event', fanOut.each),
      row('the last stream has it', fanOut.last),
    ]),
  );
  const perChange = (fanOut.cpuSeconds / changes) * 1_000;
  console.log(`processor time of the process for each: ${figure(perChange)} ms`);
}
