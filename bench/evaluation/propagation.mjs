/**
 * node propagation.mjs [--streams 1000] [--writes 300] [--json FILE]
 *
 * Two processes of the service on one PostgreSQL and one Redis. One is written to; the streams are
 * open on the other, which is also asked for the new value in bulk.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../management/postgres.mjs';
import { figure, table } from '../management/statistics.mjs';
import { CONTEXT, FLAGS, keyOf, strategyOf } from './flags.mjs';
import { openStreams } from './open-streams.mjs';
import { percentile } from './percentiles.mjs';
import { startRedis } from './servers/start-redis.mjs';
import {
  get,
  logIn,
  makeKey,
  putFlag,
  send,
  startToggle,
  TENANT,
} from './servers/start-toggle.mjs';

const GOAL_MS = 50;
const WARM_UP = 20;
/** Between two writes, so that they fall on any moment of what the processes do at intervals. */
const LONGEST_PAUSE_MS = 100;
const PATIENCE_MS = 10_000;
const SWITCHED = 'switched';

const { values: options } = parseArgs({
  options: {
    streams: { type: 'string', default: '1000' },
    writes: { type: 'string', default: '300' },
    json: { type: 'string' },
  },
});
const [count, writes] = [Number(options.streams), Number(options.writes)];

console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}`);
console.log(`load average before: ${loadavg().map(figure).join(' ')}`);

const postgres = await startPostgres();
const running = [];
try {
  const { written, asked, session, headers } = await start();
  const streams = await openStreams({ url: `${asked.base}/stream`, headers, count });
  try {
    const place = { written, asked, session, headers, streams };
    await measure(place, WARM_UP); // is not counted
    const results = await measure(place, writes);
    print(results);
    if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(results)}\n`);
  } finally {
    streams.close();
  }
} finally {
  for (const server of running.reverse()) await server.stop();
  await postgres.close();
}
console.log(`\nload average after: ${loadavg().map(figure).join(' ')}`);

async function start() {
  const redis = await startRedis();
  running.push(redis);
  const stores = { databaseUrl: await postgres.url('toggle'), redisUrl: redis.url };
  // The first one has the relay, so the one that is written to must tell of its writes itself.
  const asked = await startToggle(stores);
  running.push(asked);
  const written = await startToggle(stores);
  running.push(written);
  const session = await logIn(written.base);
  for (let index = 0; index < FLAGS - 1; index += 1) {
    await putFlag(written.base, session, { key: keyOf(index), strategy: strategyOf(index) });
  }
  await putFlag(written.base, session, { key: SWITCHED, strategy: { type: 'boolean' } });
  const headers = { 'X-API-Key': await makeKey(written.base, session) };
  return { written, asked, session, headers };
}

async function measure({ written, asked, session, headers, streams }, times) {
  const results = { streams: [], last: [], bulk: [] };
  const { revision } = await get(`${written.base}/environments/dev?tenant=${TENANT}`, session);
  for (let index = 1; index <= times; index += 1) {
    await pause(Math.random() * LONGEST_PAUSE_MS);
    const enabled = index % 2 === 0;
    await putFlag(written.base, session, { key: SWITCHED, enabled });
    const answered = performance.now();
    const [heard, seen] = await Promise.all([
      streams.heard(revision + index),
      untilServed({ asked, headers, enabled }),
    ]);
    // The news may be quicker than the answer.
    const since = (moment) => Math.max(moment - answered, 0);
    for (const moment of heard) results.streams.push(since(moment));
    results.last.push(since(Math.max(...heard)));
    results.bulk.push(since(seen));
  }
  return results;
}

/** @returns when the bulk answer with the new value was there (monotonic milliseconds) */
async function untilServed({ asked, headers, enabled }) {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const url = `${asked.base}/ofrep/v1/evaluate/flags`;
    const { flags } = await send(url, { context: CONTEXT }, headers);
    if (flags.find(({ key }) => key === SWITCHED)?.value === enabled) return performance.now();
  }
  throw new Error('The other process does not serve the new value.');
}

function print({ streams, last, bulk }) {
  console.log(`\n${count} streams, ${writes} writes; from the write's answer, in ms`);
  const row = (name, values, goal) => {
    const p99 = percentile(values, 99);
    const verdict = goal === undefined ? ['', ''] : [`≤ ${goal}`, p99 <= goal ? 'met' : 'MISSED'];
    const figures = [percentile(values, 50), p99, percentile(values, 100)];
    return [name, ...figures.map(figure), ...verdict];
  };
  console.log(
    table([
      ['until', 'p50', 'p99', 'most', 'goal of p99', ''],
      row('a stream has the event', streams, GOAL_MS),
      row('the last stream has it', last),
      row('bulk of the other process', bulk, GOAL_MS),
    ]),
  );
}
