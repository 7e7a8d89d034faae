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
  for (const [name, measure] of Object.entries(CASES)) {
    results[name] = await measure(context);
    const { failed, requests: sent } = results[name];
    if (failed > 0) throw new Error(`${name}: ${failed} of ${sent} answers were errors.`);
  }
  return results;
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
  const rows = Object.keys(CASES).map((name) => {
    const of = (field) => results.map((result) => result[name][field]);
    const ratios = results.map(
      (result) => result[name].perSecond / result['fastify hello'].perSecond,
    );
    return [
      name,
      figure(Math.min(...of('perSecond'))),
      figure(median(of('perSecond'))),
      figure(median(of('p50'))),
      figure(median(of('p99'))),
      figure(median(ratios)),
    ];
  });
  console.log(
    `\nrequests per second, ${rounds} interleaved rounds of ${seconds} s; times in ms; ratio to plain Fastify of the same round`,
  );
  console.log(table([['case', 'min', 'median', 'p50', 'p99', 'ratio'], ...rows]));
  console.log('\ntimes as fast as Unleash, round by round');
  console.log(
    table([
      ['case', 'min', 'median', 'goal', ''],
      ...GOALS.map(({ of, to, goal }) => {
        const ratios = results.map((result) => result[of].perSecond / result[to].perSecond);
        return [
          of,
          figure(Math.min(...ratios)),
          figure(median(ratios)),
          `≥ ${goal}`,
          median(ratios) >= goal ? 'met' : 'MISSED',
        ];
      }),
    ]),
  );
}

/** Second starts: databases are there and migrated. Embedded: the database server starts as well. */
async function measureStart(urls) {
  const dataDir = mkdtempSync(join(tmpdir(), 'bench-embedded-'));
  const starts = { 'toggle-service': [], 'toggle-service, embedded': [], 'unleash-server': [] };
  const time = async (name, starting) => {
    const server = await starting;
    starts[name].push(server.startSeconds);
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
  const rows = Object.entries(starts).map(([name, all]) => [
    name,
    figure(Math.min(...all)),
    figure(median(all)),
  ]);
  console.log(table([['', 'min', 'median'], ...rows]));
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
