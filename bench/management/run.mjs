/**
 * node run.mjs [--rounds 5] [--seconds 5] [--requests 100000] [--skip-memory] [--json FILE]
 *
 * REDIS_URL  if set, the service under test uses it; else cache and limits are in its process
 */
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { cpus, loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { CASES, GOALS } from './cases.mjs';
import { memoryOf } from './memory.mjs';
import { startPostgres } from './postgres.mjs';
import { startHello } from './servers/start-hello.mjs';
import { startToggle } from './servers/start-toggle.mjs';
import { startUnleash } from './servers/start-unleash.mjs';
import { figure, median, table } from './statistics.mjs';
import { wrk } from './wrk.mjs';

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '5' },
    requests: { type: 'string', default: '100000' },
    'skip-memory': { type: 'boolean', default: false },
    json: { type: 'string' },
  },
});
const rounds = Number(options.rounds);
const seconds = Number(options.seconds);
const requests = Number(options.requests);
const redisUrl = process.env.REDIS_URL;

console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}`);
console.log(
  `load average before: ${loadavg().map(figure).join(' ')}; the load generator shares the cores`,
);

const postgres = await startPostgres();
const report = { rounds, seconds };
try {
  const urls = { toggle: await postgres.url('toggle'), unleash: await postgres.url('unleash') };
  report.speed = await measureSpeed(urls);
  report.start = await measureStart(urls);
  if (!options['skip-memory']) report.memory = await measureMemory();
} finally {
  await postgres.close();
}
console.log(`\nload average after: ${loadavg().map(figure).join(' ')}`);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);

/** All servers run throughout; each round does every case once, so that a busy moment hits all of them alike. */
async function measureSpeed(urls) {
  const hello = await startHello();
  const toggle = await startToggle({ databaseUrl: urls.toggle, redisUrl });
  const unleash = await startUnleash(urls.unleash);
  try {
    const context = { hello, toggle, unleash, etag: await etagOf(toggle), seconds };
    await round({ ...context, seconds: 2 }); // warms up, is not counted
    const results = [];
    for (let index = 0; index < rounds; index += 1) results.push(await round(context));
    printSpeed(results);
    return results;
  } finally {
    await Promise.all([hello.stop(), toggle.stop(), unleash.stop()]);
  }
}

async function round(context) {
  const results = {};
  for (const name of Object.keys(CASES)) results[name] = await measure(name, context);
  return results;
}

/** One case: what wrk says, and how many requests the server answers per second of processor time. */
async function measure(name, context) {
  const { server, load } = CASES[name];
  const usedBefore = context[server].cpuSeconds();
  const result = await wrk({ ...load(context), seconds: context.seconds });
  if (result.failed > 0) {
    throw new Error(`${name}: ${result.failed} of ${result.requests} answers were errors.`);
  }
  const used = context[server].cpuSeconds() - usedBefore;
  return { ...result, perCpuSecond: result.requests / used };
}

async function etagOf({ list, headers }) {
  const answer = await fetch(list, { headers });
  const { total } = await answer.json();
  if (total !== 100) throw new Error(`The list has ${total} flags, not 100.`);
  const etag = answer.headers.get('etag');
  const again = await fetch(list, { headers: { ...headers, 'If-None-Match': etag } });
  if (again.status !== 304) throw new Error(`If-None-Match answered ${again.status}, not 304.`);
  return etag;
}

function printSpeed(results) {
  const of = (name, field) => results.map((result) => result[name][field]);
  const rows = Object.keys(CASES).map((name) => [
    name,
    figure(Math.min(...of(name, 'perSecond'))),
    figure(median(of(name, 'perSecond'))),
    figure(median(of(name, 'p50'))),
    figure(median(of(name, 'p99'))),
    figure(median(of(name, 'perCpuSecond'))),
  ]);
  console.log(`\nrequests per second, ${rounds} interleaved rounds of ${seconds} s; times in ms;`);
  console.log('last column: requests per second of processor time of the server process');
  console.log(table([['case', 'min', 'median', 'p50', 'p99', 'per CPU s'], ...rows]));

  console.log('\ntimes as fast as Unleash: by the clock, round by round; and by processor time');
  const comparisons = GOALS.map(({ of: one, to, goal }) => {
    const ratios = (field) => results.map((result) => result[one][field] / result[to][field]);
    const byClock = median(ratios('perSecond'));
    return [
      one,
      figure(Math.min(...ratios('perSecond'))),
      figure(byClock),
      figure(median(ratios('perCpuSecond'))),
      `≥ ${goal}`,
      byClock >= goal ? 'met' : 'MISSED',
    ];
  });
  console.log(table([['case', 'min', 'median', 'CPU', 'goal', ''], ...comparisons]));
}

/** Second starts: databases are there and migrated. Embedded: the database server starts as well. */
async function measureStart(urls) {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-embedded-'));
  const starts = { 'toggle-service': [], 'toggle-service, embedded': [], 'unleash-server': [] };
  const time = async (name, starting) => {
    const server = await starting;
    starts[name].push({ clock: server.startSeconds, cpu: server.startCpuSeconds });
    await server.stop();
  };
  try {
    await (await startToggle({ dataDir, seed: false })).stop(); // the first start initialises
    for (let index = 0; index < 3; index += 1) {
      await time('toggle-service', startToggle({ databaseUrl: urls.toggle, seed: false }));
      await time('toggle-service, embedded', startToggle({ dataDir, seed: false }));
      await time('unleash-server', startUnleash(urls.unleash, { seed: false }));
    }
  } finally {
    rmSync(dataDir, { recursive: true, force: true });
  }
  console.log(
    '\nseconds from the start to the first answer, second and later starts (goal: under 3)',
  );
  const rows = Object.entries(starts).map(([name, all]) => {
    const clock = all.map((one) => one.clock);
    const cpu = median(all.map((one) => one.cpu));
    return [name, figure(Math.min(...clock)), figure(median(clock)), figure(cpu)];
  });
  console.log(table([['', 'min', 'median', 'CPU s'], ...rows]));
  return starts;
}

/** Fresh processes on fresh databases, one after the other. */
async function measureMemory() {
  const memory = [];
  const toggle = await startToggle({ databaseUrl: await postgres.url('toggle_memory'), redisUrl });
  memory.push(
    await memoryOf(
      toggle,
      { url: toggle.list, connections: 64, headers: toggle.headers },
      requests,
    ),
  );
  await toggle.stop();
  const unleash = await startUnleash(await postgres.url('unleash_memory'));
  memory.push(
    await memoryOf(
      unleash,
      { url: unleash.list, connections: 64, headers: unleash.headers },
      requests / 20,
    ),
  );
  await unleash.stop();
  console.log('\nresident memory of the API process in MB (goal: under 170 idle, flat afterwards)');
  console.log(
    table([
      ['', 'idle', 'after 10 %', 'after all', 'list requests'],
      ...memory.map(({ name, idle, warm, after, sent }) => [
        name,
        figure(idle),
        figure(warm),
        figure(after),
        figure(sent),
      ]),
    ]),
  );
  return memory;
}
