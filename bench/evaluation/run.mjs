/**
 * node run.mjs [--rounds 5] [--seconds 4] [--skip-unleash] [--json FILE]
 *
 * REDIS_URL  if set, limits are leased from it; else they are kept in the process
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { startPostgres } from '../management/postgres.mjs';
import { figure, median, table } from '../management/statistics.mjs';
import { wrk } from '../management/wrk.mjs';
import { CASES, GOALS, loadOf, QUESTIONS } from './cases.mjs';
import { CONTEXT, FLAGS, keyOf, strategyOf } from './flags.mjs';
import { logIn, makeKey, putFlag, startToggle } from './servers/start-toggle.mjs';
import { startUnleash } from './servers/start-unleash.mjs';
import { startYardstick } from './servers/start-yardstick.mjs';

const CONNECTIONS = 64;
const SERVER_CORE = 0;
const LOAD_CORE = 1;
/** What raw node:http did on the machine that the goal for bulk was written on, per second. */
const RAW_OF_GOAL = 45_000;
const BULK_GOAL = 12_000;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '4' },
    'skip-unleash': { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const [rounds, seconds] = [Number(options.rounds), Number(options.seconds)];

console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}`);
console.log(`load average before: ${loadavg().map(figure).join(' ')}`);

const postgres = await startPostgres();
const servers = {};
try {
  const context = await start();
  await round({ ...context, seconds: 2 }); // warms up, is not counted
  const memory = { before: servers.toggle.rssMb() };
  const results = [];
  for (let index = 0; index < rounds; index += 1)
    results.push(await round({ ...context, seconds }));
  memory.after = servers.toggle.rssMb();
  memory.unleash = servers.unleash?.rssMb();
  const half = await atHalfLoad(context, results);
  print(results, memory, half);
  if (options.json !== undefined) {
    writeFileSync(
      options.json,
      `${JSON.stringify({ rounds, seconds, results, memory, half }, null, 2)}\n`,
    );
  }
} finally {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
  await postgres.close();
}
console.log(`\nload average after: ${loadavg().map(figure).join(' ')}`);

async function start() {
  const core = SERVER_CORE;
  servers.toggle = await startToggle({
    databaseUrl: await postgres.url('toggle'),
    redisUrl: process.env.REDIS_URL,
    core,
  });
  const { base } = servers.toggle;
  const session = await logIn(base);
  for (let index = 0; index < FLAGS; index += 1) {
    await putFlag(base, session, { key: keyOf(index), strategy: strategyOf(index) });
  }
  const headers = { 'X-API-Key': await makeKey(base, session) };
  const [single, bulk] = [await answerOf('boolean', headers), await answerOf('bulk', headers)];
  servers.rawSingle = await startYardstick('raw', { core, bytes: single.bytes });
  servers.fastifySingle = await startYardstick('fastify', { core, bytes: single.bytes });
  servers.rawBulk = await startYardstick('raw', { core, bytes: bulk.bytes });
  servers.raw304 = await startYardstick('raw', { core, status: 304 });
  if (!options['skip-unleash']) {
    servers.unleash = await startUnleash(await postgres.url('unleash'), { core });
  }
  console.log(`an answer: ${single.bytes} bytes; bulk of ${FLAGS}: ${figure(bulk.bytes)} bytes`);
  return { servers, headers, etag: bulk.etag };
}

async function answerOf(question, headers) {
  const answer = await fetch(`${servers.toggle.base}${QUESTIONS[question].path}`, {
    method: 'POST',
    headers: { ...headers, 'Content-Type': 'application/json' },
    body: JSON.stringify({ context: CONTEXT }),
  });
  if (answer.status !== 200) throw new Error(`${question} answered ${answer.status}`);
  const bytes = (await answer.arrayBuffer()).byteLength;
  return { bytes, etag: answer.headers.get('ETag') };
}

async function round(context) {
  const results = {};
  for (const name of Object.keys(CASES)) {
    if (servers[CASES[name].server] !== undefined) results[name] = await measure(name, context);
  }
  return results;
}

/**
 * One case: what wrk says, and how many requests the server answers per second of processor time. The second before is
 * not counted: while the others were asked, V8 may have dropped what it had compiled for this one.
 */
async function measure(name, context, thinkMs = 0) {
  await ask(name, { ...context, seconds: 1 }, thinkMs);
  const server = servers[CASES[name].server];
  const before = server.cpuSeconds();
  const result = await ask(name, context, thinkMs);
  if (result.failed > 0) throw new Error(`${name}: ${result.failed} answers were errors.`);
  return { ...result, perCpuSecond: result.requests / (server.cpuSeconds() - before) };
}

function ask(name, context, thinkMs) {
  const { body, ...load } = loadOf(name, context);
  return wrk({
    ...load,
    connections: CONNECTIONS,
    seconds: context.seconds,
    core: LOAD_CORE,
    script: new URL('lua/post.lua', import.meta.url).pathname,
    args: [body, `${thinkMs}`],
  });
}

/** Each connection thinks for as long as makes all of them together ask half as often as they could. */
async function atHalfLoad(context, results) {
  const half = {};
  for (const name of ['single boolean', 'bulk of 100']) {
    const full = median(results.map((result) => result[name].perSecond));
    half[name] = await measure(name, { ...context, seconds }, (CONNECTIONS * 1_000) / (full / 2));
  }
  return half;
}

function print(results, memory, half) {
  const names = Object.keys(results[0]);
  const of = (name, field) => results.map((result) => result[name][field]);
  const rows = names.map((name) => [
    name,
    figure(Math.max(...of(name, 'perSecond'))),
    figure(median(of(name, 'perSecond'))),
    figure(Math.min(...of(name, 'p50'))),
    figure(Math.min(...of(name, 'p99'))),
    figure(median(of(name, 'perCpuSecond'))),
  ]);
  console.log(
    `\nrequests per second, ${rounds} interleaved rounds of ${seconds} s; times in ms, best round;`,
  );
  console.log('last column: requests per second of processor time of the server process');
  console.log(table([['case', 'best', 'median', 'p50', 'p99', 'per CPU s'], ...rows]));
  printGoals(results);
  console.log('\nat half of what it can do, in ms (goal: p99 under 5)');
  const halves = Object.entries(half).map(([name, { perSecond, p50, p99 }]) => [
    name,
    figure(perSecond),
    figure(p50),
    figure(p99),
  ]);
  console.log(table([['case', 'per second', 'p50', 'p99'], ...halves]));
  const sizes = Object.entries(memory).map(([name, mb]) => `${name} ${figure(mb)}`);
  console.log(`\nresident memory in MB: ${sizes.join(', ')}`);
}

function printGoals(results) {
  const ratio = ({ of: one, to }, field) =>
    results.map((result) => result[one][field] / result[to][field]);
  const rows = GOALS.filter(({ to }) => results[0][to] !== undefined).map((goal) => {
    const byCpu = median(ratio(goal, 'perCpuSecond'));
    return [
      `${goal.of} / ${goal.to}`,
      figure(median(ratio(goal, 'perSecond'))),
      figure(byCpu),
      ...verdict(byCpu, goal.goal),
    ];
  });
  const [bulk, raw] = ['bulk of 100', 'raw, single'].map((name) =>
    median(results.map((result) => result[name].perCpuSecond)),
  );
  const scaled = (bulk / raw) * RAW_OF_GOAL;
  const label = `bulk of 100, per second where raw does ${figure(RAW_OF_GOAL)}`;
  rows.push([label, '', figure(scaled), ...verdict(scaled, BULK_GOAL)]);
  console.log('\nratios within a round, median: by the clock, and by processor time of the server');
  console.log(table([['', 'clock', 'CPU', 'goal', ''], ...rows]));
}

function verdict(value, goal) {
  if (goal === undefined) return ['', ''];
  return [`≥ ${figure(goal)}`, value >= goal ? 'met' : 'MISSED'];
}
