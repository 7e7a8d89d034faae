/** One subject in a process of its own: measures a round when it is told to. */
import { CASES } from './cases.mjs';

const PASSES = 20;
const { create } = await import(`./subjects/${process.argv[2]}.mjs`);
const subject = await create();
const { contexts } = subject;

/** The share of contexts that are on, so that it can be seen that all subjects do the same. */
async function share(evaluate) {
  let on = 0;
  for (const context of contexts) if (subject.on(await evaluate(context)) === true) on += 1;
  return on / contexts.length;
}

function pass(evaluate) {
  let last;
  for (let index = 0; index < contexts.length; index += 1) last = evaluate(contexts[index]);
  return last;
}

async function passAsync(evaluate) {
  let last;
  for (let index = 0; index < contexts.length; index += 1) last = await evaluate(contexts[index]);
  return last;
}

async function measure(evaluate) {
  const run = subject.asynchronous ? passAsync : pass;
  const times = [];
  for (let turn = 0; turn < PASSES; turn += 1) {
    const start = process.hrtime.bigint();
    await run(evaluate);
    times.push(Number(process.hrtime.bigint() - start) / contexts.length);
  }
  return times;
}

process.on('message', async (message) => {
  if (message === 'shares') {
    const entries = [];
    for (const name of CASES) entries.push([name, await share(subject.cases[name])]);
    process.send(Object.fromEntries(entries));
  } else if (message === 'round') {
    const entries = [];
    for (const name of CASES) entries.push([name, await measure(subject.cases[name])]);
    process.send(Object.fromEntries(entries));
  } else {
    subject.close?.();
    process.exit(0);
  }
});
process.send('ready');
