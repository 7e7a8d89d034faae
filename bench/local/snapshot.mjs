/**
 * node snapshot.mjs [--rounds 5] [--seconds 3] [--large 10000] [--json FILE]
 *
 * Whole snapshots and "not modified" per second, beside what Unleash gives its SDKs, with the same
 * 100 flags; then how large the delta of one flag of many is. The servers are those of
 * bench/evaluation (`npm ci` there first), each on one core, the load on the other.
 */
import { writeFileSync } from 'node:fs';
import { request } from 'node:http';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { FLAGS, keyOf, strategyOf } from '../evaluation/flags.mjs';
import { logIn, makeKey, putFlag, startToggle } from '../evaluation/servers/start-toggle.mjs';
import { startUnleash } from '../evaluation/servers/start-unleash.mjs';
import { startPostgres } from '../management/postgres.mjs';
import { figure, median, table } from '../management/statistics.mjs';
import { wrk } from '../management/wrk.mjs';

const CONNECTIONS = 64;
const SERVER_CORE = 0;
const LOAD_CORE = 1;
const GOAL = 10;
const LARGEST_DELTA_BYTES = 2_000;
const WRITERS = 8;

const { values: options } = parseArgs({
  options: {
    rounds: { type: 'string', default: '5' },
    seconds: { type: 'string', default: '3' },
    large: { type: 'string', default: '10000' },
    json: { type: 'string' },
  },
});
const [rounds, seconds, large] = [options.rounds, options.seconds, options.large].map(Number);

console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}`);
console.log(`load average before: ${loadavg().map(figure).join(' ')}`);

const postgres = await startPostgres();
const servers = {};
try {
  const { session, headers } = await start();
  const cases = await casesOf(headers);
  await round(cases, 1); // warms up, is not counted
  const results = [];
  for (let index = 0; index < rounds; index += 1) results.push(await round(cases, seconds));
  print(cases, results);
  const delta = await deltaOfOne(session);
  printDelta(delta);
  if (options.json !== undefined) {
    writeFileSync(
      options.json,
      `${JSON.stringify({ rounds, seconds, results, delta }, null, 2)}\n`,
    );
  }
} finally {
  await Promise.all(Object.values(servers).map((server) => server.stop()));
  await postgres.close();
}
console.log(`\nload average after: ${loadavg().map(figure).join(' ')}`);

async function start() {
  const core = SERVER_CORE;
  servers.toggle = await startToggle({ databaseUrl: await postgres.url('toggle'), core });
  const { base } = servers.toggle;
  const session = await logIn(base);
  for (let index = 0; index < FLAGS; index += 1) {
    await putFlag(base, session, { key: keyOf(index), strategy: strategyOf(index) });
  }
  servers.unleash = await startUnleash(await postgres.url('unleash'), { core });
  return { session, headers: { 'X-API-Key': await makeKey(base, session) } };
}

/** The same questions to both: whole and plain, whole and compressed, not modified. */
async function casesOf(headers) {
  const toggle = { url: `${servers.toggle.base}/snapshot`, headers };
  const unleash = servers.unleash.client;
  return {
    'toggle 200': await asked(toggle, {}),
    'toggle 200 gzip': await asked(toggle, { 'Accept-Encoding': 'gzip' }),
    'toggle 200 br': await asked(toggle, { 'Accept-Encoding': 'br' }),
    'toggle 304': await unchanged(toggle),
    'unleash 200': await asked(unleash, {}),
    'unleash 200 gzip': await asked(unleash, { 'Accept-Encoding': 'gzip' }),
    'unleash 304': await unchanged(unleash),
  };
}

async function asked({ url, headers }, more) {
  const load = { url, headers: { ...headers, ...more } };
  const answer = await get(load);
  if (answer.status !== 200) throw new Error(`${url} answered ${answer.status}`);
  return { ...load, bytes: answer.body.length };
}

async function unchanged({ url, headers }) {
  const { etag } = (await get({ url, headers })).headers;
  const load = { url, headers: { ...headers, 'If-None-Match': etag } };
  const { status } = await get(load);
  if (status !== 304) throw new Error(`${url} answered ${status} to its own ETag`);
  return { ...load, bytes: 0 };
}

/** As it comes over the wire: fetch would decode it. */
function get({ url, headers }) {
  return new Promise((resolve, reject) => {
    request(url, { headers }, (response) => {
      const chunks = [];
      response.on('data', (chunk) => chunks.push(chunk));
      response.on('end', () => {
        const { statusCode: status, headers: got } = response;
        resolve({ status, headers: got, body: Buffer.concat(chunks) });
      });
    })
      .on('error', reject)
      .end();
  });
}

async function round(cases, length) {
  const results = {};
  for (const [name, { url, headers }] of Object.entries(cases)) {
    const load = { url, headers, connections: CONNECTIONS, seconds: length, core: LOAD_CORE };
    results[name] = await wrk(load);
    if (results[name].failed > 0) throw new Error(`${name}: ${results[name].failed} errors.`);
  }
  return results;
}

function print(cases, results) {
  const of = (name, field) => results.map((result) => result[name][field]);
  const rows = Object.entries(cases).map(([name, { bytes }]) => [
    name,
    figure(Math.max(...of(name, 'perSecond'))),
    figure(median(of(name, 'perSecond'))),
    figure(Math.min(...of(name, 'p50'))),
    figure(Math.min(...of(name, 'p99'))),
    bytes === 0 ? '–' : `${bytes}`,
  ]);
  console.log(
    `\n${FLAGS} flags, requests per second, ${rounds} interleaved rounds of ${seconds} s`,
  );
  console.log(table([['case', 'best', 'median', 'p50 ms', 'p99 ms', 'bytes'], ...rows]));
  const best = (names) => Math.max(...names.map((name) => median(of(name, 'perSecond'))));
  const ratios = [
    ['200', best(['toggle 200 gzip']) / best(['unleash 200', 'unleash 200 gzip'])],
    ['304', best(['toggle 304']) / best(['unleash 304'])],
  ];
  console.log('\nratio of medians to Unleash (200: gzip against the better of its two)');
  console.log(
    table([
      ['', 'times', 'goal', ''],
      ...ratios.map(([name, value]) => [
        name,
        figure(value),
        `≥ ${GOAL}`,
        value >= GOAL ? 'met' : 'MISSED',
      ]),
    ]),
  );
}

/** One flag of many is changed: what a server that knows the state before is sent. */
async function deltaOfOne(session) {
  const { base } = servers.toggle;
  const env = 'staging';
  const flag = (index) => ({ env, key: `large-${index}`, strategy: strategyOf(index % FLAGS) });
  let next = 0;
  const writer = async () => {
    while (next < large) await putFlag(base, session, flag(next++));
  };
  await Promise.all(Array.from({ length: WRITERS }, writer));
  const headers = { 'X-API-Key': await makeKey(base, session, env) };
  const whole = await get({ url: `${base}/snapshot`, headers });
  const gzipped = { ...headers, 'Accept-Encoding': 'gzip' };
  const wholeGzip = await get({ url: `${base}/snapshot`, headers: gzipped });
  const { revision } = JSON.parse(whole.body.toString());
  await putFlag(base, session, { ...flag(1), description: 'changed' });
  const url = `${base}/snapshot?since=${revision}`;
  let answer = await get({ url, headers });
  while (answer.status === 304) answer = await get({ url, headers });
  const changed = JSON.parse(answer.body.toString());
  if (changed.since !== revision || changed.flags.length !== 1)
    throw new Error('That is no delta.');
  return {
    flags: large,
    wholeBytes: whole.body.length,
    wholeGzipBytes: wholeGzip.body.length,
    deltaBytes: answer.body.length,
    deltaGzipBytes: (await get({ url, headers: gzipped })).body.length,
  };
}

function printDelta({ flags, wholeBytes, wholeGzipBytes, deltaBytes, deltaGzipBytes }) {
  const verdict = deltaBytes < LARGEST_DELTA_BYTES ? 'met' : 'MISSED';
  console.log(`\none flag of ${figure(flags)} changed, bytes on the wire`);
  console.log(
    table([
      ['', 'plain', 'gzip'],
      ['whole', figure(wholeBytes), figure(wholeGzipBytes)],
      ['delta', figure(deltaBytes), figure(deltaGzipBytes)],
    ]),
  );
  console.log(`goal: delta under ${figure(LARGEST_DELTA_BYTES)} bytes: ${verdict}`);
}
