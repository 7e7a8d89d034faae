/**
 * node evaluation.mjs [--rounds 6]
 *
 * An evaluation in the application's own process: through the OpenFeature API, through the provider alone, through the
 * engine alone, beside the same of other libraries; what counting costs; how soon the SDK is ready. Flags, contexts and the
 * other libraries are those of bench/engine (`npm ci` there first); the SDK is the built one (`npm run build:packages`).
 */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { cpus, loadavg } from 'node:os';
import { parseArgs } from 'node:util';
import { CASES } from '../engine/cases.mjs';
import { measureReady } from './evaluation/ready.mjs';

const { values } = parseArgs({ options: { rounds: { type: 'string', default: '6' } } });
const ROUNDS = Number(values.rounds);
const LIBRARIES = ['unleash-client', 'flagd-core', 'growthbook', 'launchdarkly'];
const THROUGH_API = ['toggle sdk', ...LIBRARIES].map((name) => `api ${name}`);
const BELOW = ['toggle sdk', 'toggle', ...LIBRARIES];
const SUBJECTS = [...THROUGH_API, ...BELOW];

const median = (list) => [...list].sort((a, b) => a - b)[Math.floor(list.length / 2)];
const row = (name, cells) =>
  name.padEnd(26) + cells.map((cell) => String(cell).padStart(16)).join('');

console.log(`${cpus().length} cores (${cpus()[0].model.trim()}), Node ${process.versions.node}`);
console.log(
  `load average: ${loadavg()
    .map((each) => each.toFixed(2))
    .join(' ')}`,
);

const workers = new Map();
for (const name of SUBJECTS) workers.set(name, await start(name));
const times = Object.fromEntries(
  SUBJECTS.map((name) => [name, Object.fromEntries(CASES.map((each) => [each, []]))]),
);
console.log('\nshare of contexts that are on (all must do the same)');
for (const name of SUBJECTS) {
  const shares = Object.values(await ask(name, 'shares'));
  console.log(
    row(
      name,
      shares.map((share) => share.toFixed(3)),
    ),
  );
}
for (let round = 0; round <= ROUNDS; round += 1) {
  for (const name of SUBJECTS) {
    const measured = await ask(name, 'round');
    // The first round warms up.
    if (round > 0) for (const each of CASES) times[name][each].push(...measured[each]);
  }
}
for (const worker of workers.values()) worker.send('end');

report('minimum', (list) => Math.min(...list));
report('median', median);
await reportUsage();
await measureReady();

function report(title, of) {
  const figures = (name) => CASES.map((each) => of(times[name][each]));
  console.log(`\nns per evaluation, ${title}`);
  console.log(row('', CASES));
  for (const [own, group] of [
    ['api toggle sdk', THROUGH_API],
    ['toggle sdk', BELOW],
  ]) {
    for (const name of group)
      console.log(
        row(
          name,
          figures(name).map((each) => each.toFixed(0)),
        ),
      );
    for (const name of group.filter((each) => !each.includes('toggle'))) {
      const ratios = figures(name).map((each, index) => each / figures(own)[index]);
      console.log(
        row(
          `  ${name} ÷ ${own.replace('toggle ', '')}`,
          ratios.map((each) => `${each.toFixed(1)}×`),
        ),
      );
    }
  }
}

/** With and without counting in one process, pass by pass: a difference of this size drowns between two processes. */
async function reportUsage() {
  const worker = fork(new URL('./evaluation/usage-worker.mjs', import.meta.url));
  const [result] = await once(worker, 'message');
  console.log('\nusage on, against off (median of the differences of neighbouring passes)');
  for (const { level, case: name, off, difference, share } of result) {
    console.log(
      row(`${level}, ${name}`, [
        `${off.toFixed(0)} ns`,
        `${difference >= 0 ? '+' : ''}${difference.toFixed(1)} ns`,
        `${(share * 100).toFixed(1)} %`,
      ]),
    );
  }
}

async function start(name) {
  const worker = fork(new URL('./evaluation/worker.mjs', import.meta.url), [name]);
  await once(worker, 'message');
  return worker;
}

async function ask(name, message) {
  const answer = once(workers.get(name), 'message');
  workers.get(name).send(message);
  return (await answer)[0];
}
