/** One subject in a process of its own: measures a round when it is told to. */
import { CASES } from '../../engine/cases.mjs';
import { throughApi } from './through-api.mjs';
import { toggleSdk } from './toggle-sdk.mjs';

const PASSES = 8;
const [name] = process.argv.slice(2);
const isApi = name.startsWith('api ');
const library = name.replace(/^api /, '');
const plain =
  library === 'toggle sdk'
    ? await toggleSdk({ usage: true })
    : await (await import(`../../engine/subjects/${library}.mjs`)).create();
const subject = isApi ? await throughApi(plain) : plain;
const { contexts } = subject;

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

async function forEachCase(of) {
  const entries = [];
  for (const each of CASES) entries.push([each, await of(subject.cases[each])]);
  return Object.fromEntries(entries);
}

process.on('message', async (message) => {
  if (message === 'shares') process.send(await forEachCase(share));
  else if (message === 'round') process.send(await forEachCase(measure));
  else {
    await subject.close?.();
    process.exit(0);
  }
});
process.send('ready');
