/** Runs every subject in a process of its own, round by round, so that all of them see the same machine. */
import { fork } from 'node:child_process';
import { once } from 'node:events';
import { CASES } from './cases.mjs';

const ROUNDS = Number(process.env.ROUNDS ?? 6);
const BY_HAND = ['by-hand', 'by-hand-by-key'];
const LIBRARIES = ['flagd-core', 'configcat', 'growthbook', 'launchdarkly', 'unleash-client'];
const SUBJECTS = ['toggle', ...BY_HAND, ...LIBRARIES];

const workers = new Map();
for (const name of SUBJECTS) {
  const worker = fork(new URL('./worker.mjs', import.meta.url), [name]);
  await once(worker, 'message');
  workers.set(name, worker);
}

async function ask(name, message) {
  const answer = once(workers.get(name), 'message');
  workers.get(name).send(message);
  return (await answer)[0];
}

const times = Object.fromEntries(
  SUBJECTS.map((name) => [name, Object.fromEntries(CASES.map((each) => [each, []]))]),
);
console.log('share of contexts that are on');
for (const name of SUBJECTS)
  console.log(
    row(
      name,
      Object.values(await ask(name, 'shares')).map((share) => share.toFixed(3)),
    ),
  );
for (let round = 0; round < ROUNDS; round += 1) {
  for (const name of SUBJECTS) {
    const measured = await ask(name, 'round');
    // The first round warms up.
    if (round > 0) for (const each of CASES) times[name][each].push(...measured[each]);
  }
}
for (const worker of workers.values()) worker.send('end');

const minimum = (list) => Math.min(...list);
const median = (list) => [...list].sort((left, right) => left - right)[Math.floor(list.length / 2)];

report('minimum', minimum);
report('median', median);

function report(title, of) {
  const figures = Object.fromEntries(
    SUBJECTS.map((name) => [name, CASES.map((each) => of(times[name][each]))]),
  );
  console.log(`\nns per evaluation, ${title}`);
  console.log(row('', CASES));
  for (const name of SUBJECTS)
    console.log(
      row(
        name,
        figures[name].map((figure) => figure.toFixed(0)),
      ),
    );
  const ratio = (against) => CASES.map((_, index) => against[index] / figures.toggle[index]);
  const fastest = CASES.map((_, index) =>
    Math.min(...LIBRARIES.map((name) => figures[name][index])),
  );
  for (const name of BY_HAND)
    console.log(
      row(
        `${name} ÷`,
        ratio(figures[name]).map((each) => `${each.toFixed(2)}×`),
      ),
    );
  console.log(
    row(
      'fastest library ÷',
      ratio(fastest).map((each) => `${each.toFixed(1)}×`),
    ),
  );
}

function row(name, cells) {
  return name.padEnd(18) + cells.map((cell) => String(cell).padStart(16)).join('');
}
