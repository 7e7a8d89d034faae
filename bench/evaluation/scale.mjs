/**
 * node scale.mjs [--flags 100000] [--environments 1000] [--changes 60] [--json FILE]
 *
 * One process that serves an environment of very many flags beside one of ten, then one that serves
 * very many environments: start, memory, what an evaluation costs, and how soon a change is visible.
 */
import { writeFileSync } from 'node:fs';
import { cpus, loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { parseArgs } from 'node:util';
import { startPostgres } from '../management/postgres.mjs';
import { figure, median, table } from '../management/statistics.mjs';
import { wrk } from '../management/wrk.mjs';
import { copyEnvironments, copyFlags, manyKeyOf } from './copy-flags.mjs';
import { CONTEXT, strategyOf } from './flags.mjs';
import { percentile } from './percentiles.mjs';
import { logIn, makeKey, putFlag, send, startToggle, TENANT } from './servers/start-toggle.mjs';

const FEW = 10;
const FLAGS_OF_EACH = 100;
/** Environments that a tenant can have. */
const MOST_OF_TENANT = 100;
const DEFAULTS = ['dev', 'staging', 'prod'];
const CONNECTIONS = 64;
const SERVER_CORE = 0;
const LOAD_CORE = 1;
const ROUNDS = 4;
const SECONDS = 3;
const AT_ONCE = 8;
const SETTLE_MS = 3_000;
const REST_SECONDS = 5;
const PATIENCE_MS = 10_000;
/** Within the noise of a run an evaluation is to cost the same. */
const GOAL_RATIO = 0.95;
const EVALUATE = '/ofrep/v1/evaluate/flags';
const question = { context: CONTEXT };

const { values: options } = parseArgs({
  options: {
    flags: { type: 'string', default: '100000' },
    environments: { type: 'string', default: '1000' },
    changes: { type: 'string', default: '60' },
    json: { type: 'string' },
  },
});
const [many, environments, changes] = [options.flags, options.environments, options.changes].map(
  Number,
);

console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}`);
console.log(`load average before: ${loadavg().map(figure).join(' ')}`);

const postgres = await startPostgres();
const report = {};
try {
  report.flags = await manyFlags(await postgres.url('flags'));
  printFlags(report.flags);
  report.environments = await manyEnvironments(await postgres.url('environments'));
  printEnvironments(report.environments);
} finally {
  await postgres.close();
}
console.log(`\nload average after: ${loadavg().map(figure).join(' ')}`);
if (options.json !== undefined) writeFileSync(options.json, `${JSON.stringify(report, null, 2)}\n`);

/** `staging` has ten flags, `dev` very many. */
async function manyFlags(databaseUrl) {
  const { few, all } = await served(databaseUrl, async ({ base }) => {
    const session = await logIn(base);
    await makeFlags(base, session, { env: 'staging', count: FEW });
    await makeFlags(base, session, { env: 'dev', count: FEW });
    await copyFlags(databaseUrl, { environment: 'dev', made: FEW, wanted: many });
    const few = { env: 'staging', flags: FEW, secret: await makeKey(base, session, 'staging') };
    const all = { env: 'dev', flags: many, secret: await makeKey(base, session, 'dev') };
    return { few, all };
  });
  return served(databaseUrl, async (server) => {
    const result = { startSeconds: server.startSeconds, rssMb: await settled(server) };
    result.few = { firstMs: await firstAnswer(server, few), rssMb: await settled(server) };
    result.all = { firstMs: await firstAnswer(server, all), rssMb: await settled(server) };
    result.ten = await compared(server, { few, many: { ...all, flags: FEW } });
    // Afterwards: the answers of very many flags fill the memory, and collecting it is not the work of ten.
    result.any = await compared(server, { few, many: all });
    result.evaluatedRssMb = server.rssMb();
    const session = await logIn(server.base);
    result.few.change = await visibility(server, session, few);
    result.all.change = await visibility(server, session, all);
    result.changedRssMb = server.rssMb();
    return result;
  });
}

/** @returns rounds in which places take turns */
async function compared(server, places) {
  await eachOf(places, (place) => evaluations(server, place, 2)); // warms up
  const rounds = [];
  for (let index = 0; index < ROUNDS; index += 1) {
    rounds.push(await eachOf(places, (place) => evaluations(server, place)));
  }
  return rounds;
}

/** Tenants with as many environments as one may have, a hundred flags in each. */
async function manyEnvironments(databaseUrl) {
  const names = Array.from(
    { length: MOST_OF_TENANT - DEFAULTS.length },
    (_, index) => `more-${index}`,
  );
  const tenants = Array.from({ length: environments / MOST_OF_TENANT }, (_, index) =>
    index === 0 ? TENANT : `${TENANT}-${index}`,
  );
  const secret = await served(databaseUrl, async ({ base }) => {
    await inTurns(tenants, (tenant) => makeTenant(base, tenant, names));
    await copyEnvironments(databaseUrl, { from: 'dev', to: [...names, 'staging', 'prod'] });
    return makeKey(base, await logIn(base));
  });
  const one = { env: 'dev', flags: FLAGS_OF_EACH, secret };
  return served(databaseUrl, async (server) => {
    const session = await logIn(server.base);
    const result = { startSeconds: server.startSeconds };
    await firstAnswer(server, one);
    await evaluations(server, one, 2); // warms up
    result.one = { rssMb: await settled(server), ...(await measured(server, session, one)) };
    const began = performance.now();
    for (const tenant of tenants) await askEach(server, tenant, [...names, ...DEFAULTS]);
    result.loadSeconds = (performance.now() - began) / 1_000;
    result.all = { rssMb: await settled(server), ...(await measured(server, session, one)) };
    return result;
  });
}

async function makeTenant(base, tenant, names) {
  const session = await logIn(base, tenant);
  await makeFlags(base, session, { tenant, env: 'dev', count: FLAGS_OF_EACH });
  for (const name of names) await send(`${base}/environments`, { tenant, name }, session);
}

/** People ask, who need no key for each environment. */
async function askEach({ base }, tenant, names) {
  const session = await logIn(base, tenant);
  await inTurns(names, (env) =>
    send(`${base}${EVALUATE}/${manyKeyOf(0)}?env=${env}`, question, session),
  );
}

async function measured(server, session, place) {
  const before = server.cpuSeconds();
  await pause(REST_SECONDS * 1_000);
  const restPercent = ((server.cpuSeconds() - before) / REST_SECONDS) * 100;
  const rounds = [];
  for (let index = 0; index < ROUNDS; index += 1) rounds.push(await evaluations(server, place));
  const perCpuSecond = median(rounds.map((round) => round.perCpuSecond));
  return { restPercent, perCpuSecond, change: await visibility(server, session, place) };
}

/** Runs `work` with one process of the service. */
async function served(databaseUrl, work) {
  const server = await startToggle({ databaseUrl, core: SERVER_CORE });
  try {
    return await work(server);
  } finally {
    await server.stop();
  }
}

async function makeFlags(base, session, { count, ...place }) {
  for (let index = 0; index < count; index += 1) {
    await putFlag(base, session, { ...place, key: manyKeyOf(index), strategy: strategyOf(index) });
  }
}

async function eachOf(places, work) {
  const results = {};
  for (const [name, place] of Object.entries(places)) results[name] = await work(place);
  return results;
}

async function inTurns(items, work) {
  const left = [...items];
  const worker = async () => {
    for (let item = left.pop(); item !== undefined; item = left.pop()) await work(item);
  };
  await Promise.all(Array.from({ length: AT_ONCE }, worker));
}

async function settled(server) {
  await pause(SETTLE_MS);
  return server.rssMb();
}

/** Milliseconds until an environment that is not in memory has answered. */
async function firstAnswer(server, place) {
  const began = performance.now();
  await ask(server, place);
  return performance.now() - began;
}

function ask({ base }, { secret }) {
  return send(`${base}${EVALUATE}/${manyKeyOf(0)}`, question, { 'X-API-Key': secret });
}

/** Random flags of an environment, one per request. */
async function evaluations(server, { flags, secret }, seconds = SECONDS) {
  const before = server.cpuSeconds();
  const result = await wrk({
    url: `${server.base}${EVALUATE}`,
    headers: { 'X-API-Key': secret },
    connections: CONNECTIONS,
    seconds,
    core: LOAD_CORE,
    script: new URL('lua/any-flag.lua', import.meta.url).pathname,
    args: [JSON.stringify(question), `${flags}`],
  });
  if (result.failed > 0) throw new Error(`${result.failed} answers were errors.`);
  return { ...result, perCpuSecond: result.requests / (server.cpuSeconds() - before) };
}

/** From the answer of a write of one flag until an evaluation has the new version of it. */
async function visibility(server, session, place) {
  const times = [];
  const cpuBefore = server.cpuSeconds();
  for (let index = 0; index < changes; index += 1) {
    const flag = { env: place.env, key: manyKeyOf(0), description: `Change ${index}` };
    const { version } = await putFlag(server.base, session, flag);
    const answered = performance.now();
    await untilServed(server, place, version);
    times.push(performance.now() - answered);
  }
  const cpuMs = ((server.cpuSeconds() - cpuBefore) / changes) * 1_000;
  return { p50: percentile(times, 50), p99: percentile(times, 99), cpuMs };
}

async function untilServed(server, place, version) {
  const deadline = performance.now() + PATIENCE_MS;
  while (performance.now() < deadline) {
    const { metadata } = await ask(server, place);
    if (metadata.version >= version) return;
  }
  throw new Error('The change does not become visible.');
}

function printFlags({ startSeconds, rssMb, few, all, ten, any, evaluatedRssMb, changedRssMb }) {
  const speed = (rounds, name) => figure(median(rounds.map((round) => round[name].perCpuSecond)));
  const row = (name, of) => [name, figure(of(few)), figure(of(all))];
  console.log(`\nenvironments of ${FEW} and of ${whole(many)} flags in one process`);
  console.log(
    table([
      ['', whole(FEW), whole(many)],
      row('first answer, ms', ({ firstMs }) => firstMs),
      row('resident memory then, MB', (each) => each.rssMb),
      ['evaluations of ten flags per CPU s', speed(ten, 'few'), speed(ten, 'many')],
      ['… of any flag', speed(any, 'few'), speed(any, 'many')],
      ...changeRows([few, all]),
    ]),
  );
  const ratio = (rounds) =>
    median(rounds.map((round) => round.many.perCpuSecond / round.few.perCpuSecond));
  const verdict = ratio(ten) >= GOAL_RATIO ? 'met' : 'MISSED';
  console.log(
    `evaluations, ratio within a round: of ten flags ${figure(ratio(ten))} (goal: the same):` +
      ` ${verdict}; of any flag ${figure(ratio(any))}`,
  );
  console.log(
    `start ${figure(startSeconds)} s; resident memory: idle ${figure(rssMb)} MB,` +
      ` after the evaluations ${figure(evaluatedRssMb)}, after the changes ${figure(changedRssMb)}`,
  );
}

function printEnvironments({ startSeconds, loadSeconds, one, all }) {
  console.log(
    `\n1 and ${whole(environments)} environments of ${FLAGS_OF_EACH} flags in one process`,
  );
  const row = (name, of) => [name, figure(of(one)), figure(of(all))];
  console.log(
    table([
      ['', '1', whole(environments)],
      row('resident memory, MB', ({ rssMb }) => rssMb),
      row('of one core at rest, %', ({ restPercent }) => restPercent),
      row('evaluations per CPU s', ({ perCpuSecond }) => perCpuSecond),
      ...changeRows([one, all]),
    ]),
  );
  console.log(`start ${figure(startSeconds)} s; all loaded in ${figure(loadSeconds)} s`);
}

function changeRows(columns) {
  const row = (name, of) => [name, ...columns.map(({ change }) => figure(of(change)))];
  return [
    row('a change visible, ms: p50', ({ p50 }) => p50),
    row('… p99', ({ p99 }) => p99),
    row('CPU ms of a change', ({ cpuMs }) => cpuMs),
  ];
}

function whole(number) {
  return number.toLocaleString('en');
}
